// @ts-check
// Keeps the progress of a run up to date while the page is open. Without it the page is reloaded by
// its noscript refresh; the run goes on either way.

/**
 * What the server says of a run: words are its business.
 * @typedef {object} Progress
 * @property {number} run the run's id
 * @property {number} done done in this step
 * @property {number} total to do in this step; 0 = not known yet
 * @property {string} count "318 prodotti su 852"
 * @property {string} left "circa 7 minuti ancora", or nothing
 * @property {string} rate "78 al minuto", or nothing
 * @property {string} subject what it is at, or nothing
 * @property {number} step the present step, from 0
 */

const REFUSED_AGAIN_AFTER_MS = 10_000;

/**
 * @param {Element} box
 * @param {string} part
 * @param {string} words
 */
function write(box, part, words) {
  const element = box.querySelector(`[data-part="${part}"]`);
  if (element !== null && element.textContent !== words) element.textContent = words;
}

/**
 * @param {HTMLProgressElement} bar
 * @param {Progress} now
 */
function fill(bar, now) {
  if (now.total > 0) {
    bar.max = now.total;
    bar.value = Math.min(now.done, now.total);
  } else {
    bar.removeAttribute("value");
  }
}

/**
 * @param {Element} box
 * @param {Progress} now
 */
function mark(box, now) {
  box.querySelectorAll("[data-step]").forEach((step, place) => {
    const present = place === now.step;
    step.classList.toggle("now", present);
    if (present) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  });
}

/**
 * Gives a function that says each tenth of each step once, so that a listener is not talked to
 * twice a second.
 * @param {Element} box
 */
function announcer(box) {
  let last = "";
  return (/** @type {Progress} */ now) => {
    const tenth = now.total > 0 ? Math.floor((10 * now.done) / now.total) : 0;
    const heard = `${now.step} ${tenth}`;
    if (heard === last) return;
    if (last !== "") write(box, "live", now.count);
    last = heard;
  };
}

/** @param {HTMLElement} box */
function follow(box) {
  const bar = box.querySelector("progress");
  const announce = announcer(box);
  const source = new EventSource(box.dataset.progress ?? "");
  source.addEventListener("progress", (event) => {
    /** @type {Progress} */
    const now = JSON.parse(event.data);
    if (String(now.run) !== box.dataset.run) return location.reload();
    write(box, "count", now.count);
    write(box, "left", now.left);
    write(box, "rate", now.rate);
    write(box, "subject", now.subject);
    if (bar !== null) fill(bar, now);
    mark(box, now);
    announce(now);
  });
  source.addEventListener("end", () => {
    source.close();
    location.reload();
  });
  source.addEventListener("error", () => {
    // A dropped line is taken up again by the browser itself; only a refusal is final (the session
    // has ended, say): then the page is asked, which knows what to show.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => location.reload(), REFUSED_AGAIN_AFTER_MS);
    }
  });
}

document.querySelectorAll("[data-progress]").forEach((box) => {
  if (box instanceof HTMLElement) follow(box);
});

// @ts-check
// Saves a choice as soon as it is made, and moves points of sale by arrows, by Alt + arrows and by drag.
// The server draws what is true now, as it does without this module: here one section of its page takes
// the place of the one shown. What it asks first comes as a dialog.

/** What the page would say, for who listens. @param {string} words */
function say(words) {
  const live = document.getElementById("detto");
  if (live !== null) live.textContent = words.trim();
}

const TOAST_MS = 8_000;

/** Shows what was done, for a while; it is said in the live region. @param {Document} page */
function toast(page) {
  document.querySelector(".live")?.remove();
  const done = page.querySelector(".live");
  if (done === null) return;
  done.querySelector(".toast")?.removeAttribute("role");
  document.querySelector("main")?.append(document.adoptNode(done));
  const leave = () => (done.matches(":hover") ? setTimeout(leave, TOAST_MS) : done.remove());
  setTimeout(leave, TOAST_MS);
}

/** Wakes what only a script can serve. @param {ParentNode} part */
function wake(part) {
  part.querySelectorAll(".points").forEach((list) => list.classList.remove("still"));
  part.querySelectorAll(".grip").forEach((grip) => grip.removeAttribute("hidden"));
}

/** @param {string} id */
function focus(id) {
  const wanted = document.getElementById(id);
  if (wanted === null) return;
  // A button at an end is off: its neighbour leads back.
  const pair = id.startsWith("su-") ? `giu-${id.slice(3)}` : id.startsWith("giu-") ? `su-${id.slice(4)}` : id;
  const reached = wanted instanceof HTMLButtonElement && wanted.disabled ? document.getElementById(pair) : wanted;
  reached?.focus({ preventScroll: true });
}

/**
 * Puts a section of `page` in the place of the one shown; `false` where there is none.
 * @param {Document} page
 * @param {string} id
 */
function redraw(page, id) {
  const [shown, fresh] = [document.getElementById(id), page.getElementById(id)];
  if (shown === null || fresh === null) return false;
  const at = document.activeElement?.id ?? "";
  shown.querySelectorAll("details[open]").forEach((open) => {
    if (open.id !== "") fresh.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
  });
  fresh.querySelectorAll("[autofocus]").forEach((one) => one.removeAttribute("autofocus"));
  shown.replaceWith(document.adoptNode(fresh));
  wake(fresh);
  if (at !== "") focus(at);
  return true;
}

/**
 * What the server asks before it saves: the same block as on its own page.
 * @param {Element} block
 * @param {HTMLFormElement} form
 * @param {string} at the control to come back to
 */
function askFirst(block, form, at) {
  const dialog = document.createElement("dialog");
  dialog.className = "sure";
  dialog.setAttribute("aria-labelledby", "sicuro");
  dialog.append(document.adoptNode(block));
  dialog.querySelector("[data-cancel]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    form.reset();
    focus(at);
  });
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * Shows the server's answer; a page that has no such section is asked for anew, and knows what to show.
 * @param {Response} response
 * @param {string} id
 * @param {HTMLFormElement} form
 */
async function show(response, id, form) {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const block = page.querySelector("[data-sure]");
  if (block !== null) return askFirst(block, form, document.activeElement?.id ?? "");
  const said = page.querySelector("[data-said], .toast")?.textContent ?? "";
  if (!redraw(page, id)) return location.reload();
  say(said);
  toast(page);
}

/** @type {AbortController | undefined} */
let asking;

/**
 * Shows an order of points that is not saved yet.
 * @param {string} moved the point that was moved; nothing where a rule was chosen
 */
async function preview(moved) {
  const form = document.getElementById("pf");
  if (!(form instanceof HTMLFormElement)) return;
  const points = [...document.querySelectorAll("[data-point]")];
  const asked = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  asked.set("ordine", points.map((point) => point.getAttribute("data-point")).join("."));
  if (moved !== "") asked.set("mosso", moved);
  asking?.abort();
  asking = new AbortController();
  try {
    await show(await fetch(`${form.action}?${asked}`, { signal: asking.signal }), "punti", form);
  } catch (trouble) {
    // A newer move has taken its place; or nobody answers, and the page says so.
    if (!(trouble instanceof DOMException && trouble.name === "AbortError")) location.reload();
  }
}

/**
 * Moves a row by one place. Its neighbour is what moves, so that the focus stays where it is.
 * @param {Element} row
 * @param {boolean} up
 */
function step(row, up) {
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (other === null) return;
  if (up) row.after(other);
  else row.before(other);
  preview(row.getAttribute("data-point") ?? "");
}

/** Drags a row by its handle. @param {PointerEvent} begin @param {Element} grip */
function drag(begin, grip) {
  const row = grip.closest("[data-point]");
  const list = row?.parentElement;
  if (row === null || list === null || list === undefined) return;
  begin.preventDefault();
  grip.setPointerCapture(begin.pointerId);
  const before = [...list.children];
  row.classList.add("drag");
  const middle = (/** @type {Element} */ other) => {
    const { top, height } = other.getBoundingClientRect();
    return top + height / 2;
  };
  // The neighbours move: a row that leaves the page, if only for a moment, loses the pointer.
  const move = (/** @type {PointerEvent} */ event) => {
    const [above, below] = [row.previousElementSibling, row.nextElementSibling];
    if (above !== null && event.clientY < middle(above)) row.after(above);
    else if (below !== null && event.clientY > middle(below)) row.before(below);
  };
  const end = (/** @type {PointerEvent} */ event) => {
    row.classList.remove("drag");
    grip.removeEventListener("pointermove", /** @type {EventListener} */ (move));
    grip.removeEventListener("pointerup", /** @type {EventListener} */ (end));
    grip.removeEventListener("pointercancel", /** @type {EventListener} */ (end));
    if (event.type === "pointercancel") return list.replaceChildren(...before);
    const moved = [...list.children].some((one, place) => one !== before[place]);
    if (moved) preview(row.getAttribute("data-point") ?? "");
  };
  grip.addEventListener("pointermove", /** @type {EventListener} */ (move));
  grip.addEventListener("pointerup", /** @type {EventListener} */ (end));
  grip.addEventListener("pointercancel", /** @type {EventListener} */ (end));
}

/** Saves a form as it stands. @param {HTMLFormElement} form @param {string} id */
async function save(form, id) {
  try {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    await show(await fetch(form.action, { method: "POST", body }), id, form);
  } catch {
    form.submit();
  }
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[form=pf]") : null;
  const row = button?.closest("[data-point]");
  if (button === null || row === null || row === undefined) return;
  event.preventDefault();
  step(row, button.getAttribute("name") === "su");
});

document.addEventListener("keydown", (event) => {
  const up = event.key === "ArrowUp";
  const row = event.target instanceof Element ? event.target.closest("[data-point]") : null;
  if (row === null || !event.altKey || !(up || event.key === "ArrowDown")) return;
  event.preventDefault();
  step(row, up);
});

document.addEventListener("pointerdown", (event) => {
  const grip = event.target instanceof Element ? event.target.closest(".grip") : null;
  if (grip !== null && event.isPrimary && event.button === 0) drag(event, grip);
});

document.addEventListener("change", (event) => {
  const control = event.target;
  if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return;
  const form = control.form;
  const id = form?.dataset.now;
  if (form === null) return;
  if (id !== undefined) save(form, id);
  else if (form.id === "pf") preview("");
});

document.documentElement.classList.add("live-js");
wake(document);

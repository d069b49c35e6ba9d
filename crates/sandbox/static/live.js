// Figures that keep themselves fresh: every two seconds the page is fetched again, and what is
// marked `data-live` is taken over. Without script a reload does the same.

const PAUSE = 2000;

/** @param {Document} fresh */
function takeOver(fresh) {
  for (const now of document.querySelectorAll("[data-live]")) {
    const then = fresh.getElementById(now.id);
    // Never under somebody's hands.
    if (!then || now.contains(document.activeElement)) continue;
    if (now.innerHTML !== then.innerHTML) now.replaceChildren(...then.cloneNode(true).childNodes);
    if (now.className !== then.className) now.className = then.className;
  }
}

async function refresh() {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    takeOver(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The sandbox is gone, or not yet back: the next round tries again.
  }
}

if (document.querySelector("[data-live]")) setInterval(refresh, PAUSE);

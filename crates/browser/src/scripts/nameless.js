const reached = "a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]:not([tabindex='-1'])";
const found = [];
for (const element of document.querySelectorAll(reached)) {
  // What is hidden from those who hear the page has a twin that they are told of.
  if (element.disabled || !element.checkVisibility() || element.ariaHidden === "true") continue;
  const box = element.getBoundingClientRect();
  const skip = element.classList.contains("skip");
  const seen = skip || (box.width >= 8 && box.height >= 8);
  if (called(element) === "" || !seen) found.push(element.outerHTML.slice(0, 200));
}
return found;

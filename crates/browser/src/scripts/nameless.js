const reached = "a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]:not([tabindex='-1'])";
const found = [];
for (const element of document.querySelectorAll(reached)) {
  if (element.disabled || !element.checkVisibility()) continue;
  const box = element.getBoundingClientRect();
  const skip = element.classList.contains("skip");
  const seen = skip || (box.width >= 8 && box.height >= 8);
  if (called(element) === "" || !seen) found.push(element.outerHTML.slice(0, 200));
}
return found;

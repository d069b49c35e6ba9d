const page = document.scrollingElement;
if (page.scrollWidth <= innerWidth) return [];
const wide = [...document.body.querySelectorAll("*")].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.right > innerWidth + 1 && element.checkVisibility();
});
const found = wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 160));
return [`${page.scrollWidth} px wide in a window of ${innerWidth}`, ...found];

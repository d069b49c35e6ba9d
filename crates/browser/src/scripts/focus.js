const at = document.activeElement ?? document.body;
// A radio button may lie unseen over the words that it belongs to: then those have the ring.
const ringed = [at, ...(at.labels ?? [])].some((element) => {
  const style = getComputedStyle(element);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
});
const box = at.getBoundingClientRect();
const within = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
return { tag: at.localName, name: called(at), seen: ringed && within };

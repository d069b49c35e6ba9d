// Gives the function that tells what an element is called: by its label, by its words, or by what is
// written for those who do not see its picture.
const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const spoken = (element) => {
  if (element.getAttribute("aria-hidden") === "true") return "";
  if (element.hasAttribute("aria-label")) return element.getAttribute("aria-label");
  if (element.tagName === "IMG") return element.alt;
  let told = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) told += node.data;
    else if (node.nodeType === Node.ELEMENT_NODE) told += ` ${spoken(node)} `;
  }
  return told;
};
const called = (element) => {
  const by = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const named = by.map((id) => spoken(document.getElementById(id) ?? document.createElement("i"))).join(" ");
  if (words(named)) return words(named);
  if (words(element.getAttribute("aria-label"))) return words(element.getAttribute("aria-label"));
  if (element.labels?.length) return words([...element.labels].map(spoken).join(" "));
  if (words(spoken(element))) return words(spoken(element));
  return words(element.title);
};

// Elements made of data: every text becomes a text node and every value an
// attribute, so that nothing in the data is ever read as markup.

// makeElement("td", {class: "number"}, "1.21 ms"). An attribute of null or
// undefined is left out, and so is a child of null.
export function makeElement(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

// A section with its heading. The id is ours and never taken from the data.
export function makeSection(id, title, ...children) {
  return makeElement(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    makeElement("h2", { id: `${id}-title` }, title),
    ...children,
  );
}

// Calls `build` once, when the element is about to be scrolled into view.
export function onceNearView(element, build) {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      build();
    },
    { rootMargin: "300px" },
  );
  observer.observe(element);
}

// A <details> whose content is made when it is first opened.
export function makeDetails(attributes, summary, makeContent) {
  const details = makeElement(
    "details",
    attributes,
    makeElement("summary", {}, summary),
  );
  let filled = false;
  details.addEventListener("toggle", () => {
    if (!details.open || filled) return;
    filled = true;
    details.append(makeContent());
  });
  return details;
}

// Native and Python operators of the same name and input, side by side. The
// texts are made in reporters/python/python_comparison_text.h.

import { makeElement, makeSection } from "./dom.js";
import { makeTextTable } from "./plan.js";

// Null where there is nothing to compare.
export function makePythonSection({ python }) {
  if (!python) return null;
  const { title, table, notes } = python;
  return makeSection(
    "python",
    title,
    table.rows.length > 0 ? makeTextTable({ ...table, title: "" }, title) : null,
    makeElement(
      "ul",
      { class: "aside" },
      ...notes.map((text) => makeElement("li", {}, text)),
    ),
  );
}

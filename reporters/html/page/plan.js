// The answer with which the page begins: how many workers of each operator the
// machine has room for, and what they get through. The texts are made in
// reporters/plan/plan_text.h.

import { makeElement, makeSection } from "./dom.js";
import { formatNumberOf } from "./units.js";

function makeCell(tag, column, text, scope = null) {
  const kind = column.number ? "number" : null;
  return makeElement(tag, { class: kind, scope }, text);
}

// Keeps a number and its unit in one line: "1.22 µs" does not break, and
// "25,300 videos, 6,320 minutes" breaks before its second number alone.
function withUnits(column, text) {
  return column.number ? text.replace(/ (?![0-9])/g, "\u00a0") : text;
}

// The first cell is the operator's name.
function makeRow(columns, row) {
  const cells = row.map((text, i) =>
    i === 0
      ? makeCell("th", columns[i], text, "row")
      : makeCell("td", columns[i], withUnits(columns[i], text))
  );
  return makeElement("tr", {}, ...cells);
}

// A table of texts. `name` is for those who do not see it, where it has no
// title.
export function makeTextTable({ title, total, columns, rows }, name) {
  const heads = columns.map((column) =>
    makeCell("th", column, column.title, "col")
  );
  const left = total - rows.length;
  return makeElement(
    "div",
    { class: "table plan" },
    title ? makeElement("h3", {}, title) : null,
    makeElement(
      "div",
      {
        class: "scroller",
        role: "region",
        "aria-label": title || name,
        tabindex: 0,
      },
      makeElement(
        "table",
        {},
        makeElement("caption", {}, title || name),
        makeElement("thead", {}, makeElement("tr", {}, ...heads)),
        makeElement(
          "tbody",
          {},
          ...rows.map((row) => makeRow(columns, row)),
        ),
      ),
    ),
    left > 0
      ? makeElement(
        "p",
        { class: "aside" },
        `${formatNumberOf(left, "more row")} in the Markdown and JSON reports.`,
      )
      : null,
  );
}

// Null where there is nothing to plan.
export function makePlanSection({ plan }) {
  if (!plan) return null;
  return makeSection(
    "plan",
    plan.machine ? `Plan for ${plan.machine}` : "Plan",
    ...plan.tables.map((table) => makeTextTable(table, "Plan")),
    makeElement(
      "ul",
      { class: "aside" },
      ...plan.assumptions.map((text) => makeElement("li", {}, text)),
    ),
  );
}

// A table that sorts by each column and filters by words.
//
//   makeTable({
//     caption: "All results",
//     columns: [{title: "Time", value: (row) => row.seconds,
//                show: formatSeconds, number: true}],
//     rows,
//     filter: true,
//   })
//
// A column's value() is a string, a number or null, which is shown as "not
// measured" and sorts last either way. `show` makes it a text or an element.
// The first column heads its row. Rows beyond `step` wait behind a button, as a
// browser lays out a hundred rows at once and a hundred thousand never.

import { makeElement } from "./dom.js";
import { formatInteger } from "./units.js";

const STEP = 100;

// A longer text is broken into lines.
const MAX_LENGTH = 36;

// "3clusters" before "10clusters", in every browser's language.
const collator = new Intl.Collator("en", { numeric: true });

function compare(a, b) {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return collator.compare(String(a), String(b));
}

function sortRows(rows, column, direction) {
  const keyed = rows.map((row) => ({ row, key: column.value(row) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) {
      return (a.key === null) - (b.key === null);
    }
    return direction * compare(a.key, b.key);
  });
  return keyed.map(({ row }) => row);
}

function kindOf(column) {
  return column.number ? "number" : "text";
}

function wordsOf(row, columns) {
  return columns
    .filter((column) => !column.number)
    .map((column) => column.value(row) ?? "")
    .join(" ")
    .toLowerCase();
}

function makeContent(row, column) {
  const value = column.value(row);
  if (value === null) {
    return makeElement("span", { class: "absent" }, "not measured");
  }
  const content = column.show ? column.show(value) : String(value);
  const isLong = typeof content === "string" && content.length > MAX_LENGTH;
  return isLong ? makeElement("div", { class: "long" }, content) : content;
}

function makeCell(row, column, isFirst) {
  return makeElement(
    isFirst ? "th" : "td",
    { class: kindOf(column), scope: isFirst ? "row" : null },
    makeContent(row, column),
  );
}

class Table {
  constructor({ caption, columns, rows, filter = false, step = STEP }) {
    this.columns = columns;
    this.rows = rows;
    this.matching = rows;
    this.limit = step;
    this.sortedBy = null;
    this.direction = 1;

    this.heads = columns.map((column) => this.makeHead(column));
    this.body = makeElement("tbody");
    this.more = makeElement("button", { type: "button", class: "more" });
    this.more.addEventListener("click", () => this.showMore());
    const table = makeElement(
      "table",
      {},
      makeElement("caption", {}, caption),
      makeElement("thead", {}, makeElement("tr", {}, ...this.heads)),
      this.body,
    );
    const scroller = makeElement(
      "div",
      { class: "scroller", role: "region", "aria-label": caption, tabindex: 0 },
      table,
    );
    this.element = makeElement(
      "div",
      { class: "table" },
      filter ? this.makeFilter(caption) : null,
      scroller,
      this.more,
    );
    this.update();
  }

  makeHead(column) {
    const button = makeElement("button", { type: "button" }, column.title);
    const head = makeElement(
      "th",
      {
        scope: "col",
        class: kindOf(column),
        title: column.help,
        "aria-sort": "none",
      },
      button,
    );
    button.addEventListener("click", () => this.sortBy(column));
    return head;
  }

  makeFilter(caption) {
    const input = makeElement("input", {
      type: "search",
      placeholder: "Filter",
      "aria-label": `Filter: ${caption}`,
      autocomplete: "off",
    });
    this.status = makeElement("span", { role: "status" });
    input.addEventListener("input", () => this.filterBy(input.value));
    return makeElement("div", { class: "filter" }, input, this.status);
  }

  // Numbers begin with the largest, texts with the first.
  sortBy(column) {
    const first = column.number ? -1 : 1;
    this.direction = this.sortedBy === column ? -this.direction : first;
    this.sortedBy = column;
    this.heads.forEach((head, i) => {
      const order = this.direction === 1 ? "ascending" : "descending";
      const sorted = this.columns[i] === column;
      head.setAttribute("aria-sort", sorted ? order : "none");
    });
    this.rows = sortRows(this.rows, column, this.direction);
    this.filterBy(this.filterText ?? "");
  }

  filterBy(text) {
    this.filterText = text;
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    this.matching = this.rows.filter((row) => {
      if (words.length === 0) return true;
      const haystack = wordsOf(row, this.columns);
      return words.every((word) => haystack.includes(word));
    });
    if (this.status) {
      this.status.textContent = words.length === 0
        ? ""
        : `${formatInteger(this.matching.length)} of ` +
          formatInteger(this.rows.length);
    }
    this.update();
  }

  showMore() {
    this.limit *= 10;
    this.update();
  }

  update() {
    const shown = this.matching.slice(0, this.limit);
    this.body.replaceChildren(
      ...shown.map((row) =>
        makeElement(
          "tr",
          { class: row.succeeded === false ? "failed" : null },
          ...this.columns.map((column, i) => makeCell(row, column, i === 0)),
        ),
      ),
    );
    const waiting = this.matching.length - shown.length;
    this.more.hidden = waiting === 0;
    this.more.textContent =
      `${formatInteger(shown.length)} rows shown, ` +
      `${formatInteger(waiting)} more: show ` +
      formatInteger(Math.min(waiting, this.limit * 9));
  }
}

export function makeTable(options) {
  return new Table(options).element;
}

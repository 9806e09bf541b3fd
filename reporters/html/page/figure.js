// A chart in its frame: title, canvas, and the same figures as a table for
// whoever cannot see it. It is drawn when it is about to be scrolled into view,
// and again when the colours change.

import { makeDetails, makeElement, onceNearView } from "./dom.js";
import { makeTable } from "./table.js";

const figures = new Set();

// The colours of the style sheet, as they are now.
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: color("ink"),
    dim: color("dim"),
    line: color("line"),
    paper: color("paper"),
    series: [1, 2, 3, 4, 5, 6].map((i) => color(`series-${i}`)),
  };
}

class Figure {
  constructor({ title, note, height, describe, makeConfig, table }) {
    this.makeConfig = makeConfig;
    this.chart = null;
    this.canvas = makeElement("canvas", {
      role: "img",
      "aria-label": describe,
    });
    const frame = makeElement("div", { class: "frame" }, this.canvas);
    frame.style.height = `${height}px`;
    this.element = makeElement(
      "figure",
      {},
      makeElement(
        "figcaption",
        {},
        makeElement("h4", {}, title),
        note ? makeElement("p", {}, note) : null,
      ),
      frame,
      makeDetails({ class: "alternative" }, "As a table", () =>
        makeTable({ caption: title, ...table }),
      ),
    );
    onceNearView(frame, () => this.draw());
    figures.add(this);
  }

  draw() {
    this.chart?.destroy();
    this.chart = new Chart(this.canvas, this.makeConfig(readTheme()));
  }
}

// `makeConfig(theme)` is Chart.js's; `table` has the columns and rows of the
// alternative; `describe` is read out in place of the picture.
export function makeFigure(options) {
  return new Figure(options).element;
}

export function redrawDrawn() {
  for (const figure of figures) {
    if (figure.chart !== null) figure.draw();
  }
}

// Paper is light and has no scrolling, so that all is drawn.
export function drawAllForPrint() {
  for (const figure of figures) figure.draw();
}

export function followColorScheme() {
  matchMedia("(prefers-color-scheme: dark)").addEventListener(
    "change",
    redrawDrawn,
  );
}

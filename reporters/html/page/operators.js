// A part for each operator: its results as a table, and its charts.

import { columnsInUse, OPERATOR_COLUMNS } from "./columns.js";
import { makeElement, makeSection } from "./dom.js";
import {
  makeAllocationsChart,
  makeCpuChart,
  makeHeapChart,
  makeResidentChart,
} from "./resource_charts.js";
import { makeScalingCharts } from "./scaling.js";
import { makeSizing } from "./sizing.js";
import { makeTable } from "./table.js";
import { makeTimeChart } from "./time_chart.js";
import {
  formatBytes,
  formatInteger,
  formatNumberOf,
  formatPercent,
  formatSeconds,
} from "./units.js";

// The number of operators that are open from the start.
const OPEN = 10;
// The most rows of a chart, and the fewest results of a table with a filter.
const MAX_ROWS = 12;
const MIN_TO_FILTER = 8;
// The rows that a table shows at first.
const ROWS_AT_ONCE = 20;

// "2.50 ms to 1.50 s".
function formatRange(min, max) {
  const [from, to] = [formatSeconds(min), formatSeconds(max)];
  return from === to ? from : `${from} to ${to}`;
}

// A summary of the operator in one line, over all of its results.
function headline(operator) {
  const failed = operator.results - operator.successes;
  const parts = [formatNumberOf(operator.results, "result")];
  if (failed > 0) parts.push(`${formatInteger(failed)} failed`);
  if (operator.mean_seconds !== undefined) {
    parts.push(formatRange(operator.min_seconds, operator.max_seconds));
  }
  if (operator.max_memory_peak_bytes !== null) {
    parts.push(`up to ${formatBytes(operator.max_memory_peak_bytes)} resident`);
  }
  return parts.join(" · ");
}

// "O(N^2)"; a constant's name has its own parentheses.
function formatGrowth(growth) {
  return growth.startsWith("(") ? `O${growth}` : `O(${growth})`;
}

function complexityTable(operator) {
  if (operator.complexity.length === 0) return null;
  return makeTable({
    caption: "Growth, fitted by Google Benchmark",
    rows: operator.complexity,
    columns: [
      { title: "Family", value: (row) => row.name },
      { title: "Grows as", value: (row) => row.growth, show: formatGrowth },
      {
        title: "Coefficient",
        value: (row) => row.seconds,
        show: formatSeconds,
        number: true,
      },
      {
        title: "Error of the fit",
        help: "Root mean square of the differences, of the mean",
        value: (row) => row.rms,
        show: formatPercent,
        number: true,
      },
    ],
  });
}

function makeCharts(measured) {
  const slowest = [...measured]
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, MAX_ROWS);
  const rows = measured.filter((result) => slowest.includes(result));
  const charts = [
    makeTimeChart(rows),
    makeCpuChart(rows),
    makeResidentChart(rows),
    makeHeapChart(rows),
    makeAllocationsChart(rows),
    ...makeScalingCharts(measured),
  ].filter((chart) => chart !== null);
  return makeElement("div", { class: "charts" }, ...charts);
}

function fillOperator(part, operator) {
  const { shown } = operator;
  const table = makeTable({
    caption: `Results of ${operator.name}`,
    columns: columnsInUse(OPERATOR_COLUMNS, shown),
    rows: shown,
    filter: shown.length >= MIN_TO_FILTER,
    step: ROWS_AT_ONCE,
  });
  const complexity = complexityTable(operator);
  const measured = shown.filter((result) => result.succeeded);
  part.append(makeSizing(operator.sizing) ?? "", table);
  if (complexity !== null) part.append(complexity);
  if (measured.length === 0) return;
  if (measured.length > MAX_ROWS) {
    part.append(
      makeElement(
        "p",
        { class: "aside" },
        `The charts show the ${MAX_ROWS} slowest of ` +
          `${formatNumberOf(measured.length, "result")}; the growth with the ` +
          "input, if there is any, shows all.",
      ),
    );
  }
  part.append(makeCharts(measured));
}

// Its content is made when it is first opened.
function makeOperator(operator, index) {
  const part = makeElement(
    "details",
    { class: "operator", id: `operator-${index}` },
    makeElement(
      "summary",
      {},
      makeElement("h3", {}, operator.name),
      makeElement("span", { class: "headline" }, headline(operator)),
    ),
  );
  let filled = false;
  part.addEventListener("toggle", () => {
    if (filled || !part.open) return;
    filled = true;
    fillOperator(part, operator);
  });
  part.open = index < OPEN;
  return part;
}

export function makeOperatorsSection(report) {
  if (report.operators.length === 0) return null;
  const parts = report.operators.map(makeOperator);
  return makeSection("operators", "Operators", ...parts);
}

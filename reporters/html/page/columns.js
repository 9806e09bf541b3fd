// The columns of tables of results: what each figure is called, and means.

import { makeDetails, makeElement } from "./dom.js";
import {
  formatBytes,
  formatCores,
  formatCount,
  formatInteger,
  formatRise,
  formatSeconds,
  formatTimestamp,
} from "./units.js";

function text(title, value, show) {
  return { title, value, show };
}

function number(title, help, value, show) {
  return { title, help, value, show, number: true };
}

function showStatus(status) {
  return makeElement("span", { class: `status ${status}` }, status);
}

function firstLine(message) {
  return message.split("\n", 1)[0];
}

function showFact([name, value]) {
  return `${name} ${typeof value === "number" ? formatCount(value) : value}`;
}

const OPERATOR = text("Operator", (result) => result.operator);
const DATA = text("Data", (result) => result.label);
const STATUS = text(
  "Status",
  (result) => (result.succeeded ? "success" : "failed"),
  showStatus,
);
const TIME = number(
  "Time",
  "Wall clock, per iteration",
  (result) => result.seconds,
  formatSeconds,
);
const CPU = number(
  "CPU time",
  "Of all threads and of child processes, per iteration",
  (result) => result.cpuSeconds,
  formatSeconds,
);
const UTILIZATION = number(
  "CPU use",
  "CPU time over wall clock: 1 is one busy core",
  (result) => result.utilization,
  formatCores,
);
const RISE = number(
  "Memory rise",
  "Peak memory above where resident memory stood before the execution",
  (result) => result.residentRise(),
  formatRise,
);
const HEAP = number(
  "Peak heap",
  "What malloc gave, at its peak above where it stood before the execution",
  (result) => result.heapPeak(),
  formatBytes,
);
const ALLOCATIONS = number(
  "Allocations",
  "Per iteration",
  (result) => result.execution("heap_allocations"),
  formatCount,
);
const INITIALIZATION = number(
  "Init time",
  "Building the operator, its model included",
  (result) => result.initializationSeconds,
  formatSeconds,
);

// The columns of one operator's results.
export const OPERATOR_COLUMNS = [
  DATA,
  STATUS,
  TIME,
  CPU,
  UTILIZATION,
  RISE,
  HEAP,
  ALLOCATIONS,
  INITIALIZATION,
];

// The columns of all results: Feluda's, then ours.
export const ALL_COLUMNS = [
  OPERATOR,
  text("Data", (result) => result.description),
  STATUS,
  TIME,
  number(
    "Memory change",
    "Resident memory after the execution above before it",
    (result) => result.residentChange(),
    formatRise,
  ),
  number(
    "Peak memory",
    "Resident memory of the whole process at its peak in the execution",
    (result) => result.execution("resident_peak_bytes"),
    formatBytes,
  ),
  CPU,
  text("Error", (result) => result.error ?? "", firstLine),
  RISE,
  HEAP,
  ALLOCATIONS,
  UTILIZATION,
  number(
    "Memory before",
    "Resident memory before the execution",
    (result) => result.execution("resident_before_bytes"),
    formatBytes,
  ),
  number(
    "Memory after",
    "Resident memory after the execution",
    (result) => result.execution("resident_after_bytes"),
    formatBytes,
  ),
  INITIALIZATION,
  number(
    "Init memory change",
    "Resident memory after the initialization above before it",
    (result) => result.residentChange("initialization"),
    formatRise,
  ),
  number(
    "Cleanup time",
    "Freeing what the initialization loaded",
    (result) => result.cleanupSeconds,
    formatSeconds,
  ),
  number(
    "Memory released",
    "Resident memory before the cleanup above after it",
    (result) => result.memoryReleased,
    formatBytes,
  ),
  number(
    "Iterations",
    "The time is their mean",
    (result) =>
      result.succeeded && !result.isAggregate ? result.iterations : null,
    formatInteger,
  ),
  number("Threads", "", (result) => result.threads, formatInteger),
  text("When", (result) => result.timestamp, formatTimestamp),
  text("Facts", (result) => result.facts.map(showFact).join(", ")),
  text("Counters", (result) => result.counters.map(showFact).join(", ")),
];

// The meaning of each column of numbers, for readers who cannot hover.
export function makeLegend(columns) {
  const list = makeElement("dl", {});
  for (const { title, help } of columns) {
    if (!help) continue;
    list.append(makeElement("dt", {}, title), makeElement("dd", {}, help));
  }
  return makeDetails({ class: "legend" }, "What the columns say", () => list);
}

// The columns in which some row has something to show.
export function columnsInUse(columns, rows) {
  const empty = (column, row) => ["", null].includes(column.value(row));
  return columns.filter(
    (column, i) => i === 0 || rows.some((row) => !empty(column, row)),
  );
}

// Runs that are no results: benchmarks that were skipped, and the aggregates of
// benchmarks whose repetitions were not reported.

import { makeElement, makeSection } from "./dom.js";
import { makeTable } from "./table.js";
import {
  formatBytes,
  formatCount,
  formatInteger,
  formatNumberOf,
  formatPercent,
  formatSeconds,
} from "./units.js";

// Null where the page holds all of them.
function leftOutNote({ total, shown }, noun) {
  const leftOut = total - shown.length;
  if (leftOut === 0) return null;
  return makeElement(
    "p",
    { class: "aside" },
    `${formatNumberOf(leftOut, `more ${noun}`)} left out; the JSON report ` +
      "lists them.",
  );
}

export function makeSkippedSection({ skipped }) {
  if (!skipped) return null;
  return makeSection(
    "skipped",
    `Skipped (${formatInteger(skipped.total)})`,
    makeTable({
      caption: "Benchmarks that were skipped, and why",
      rows: skipped.shown,
      columns: [
        { title: "Benchmark", value: (row) => row.name },
        { title: "Why", value: (row) => row.message },
      ],
    }),
    leftOutNote(skipped, "skipped run") ?? "",
  );
}

// The text has its unit, since figures and shares stand in one column.
function figureColumn(title, key, shareKey, format) {
  return {
    title,
    value: (row) => {
      const isShare = row.share !== undefined;
      const value = isShare ? row[shareKey] : row[key];
      if (value === null) return null;
      return isShare ? formatPercent(value) : format(value);
    },
  };
}

const MEMORY_FIGURES = [
  ["Peak memory", "peak_memory", formatBytes],
  ["Memory rise", "memory_rise", formatBytes],
  ["Peak heap", "peak_heap", formatBytes],
  ["Allocations", "allocations", formatCount],
];

// Those that any of the rows has.
function memoryColumns(rows) {
  return MEMORY_FIGURES
    .filter(([, key]) => rows.some((row) => row[key] !== null))
    .map(([title, key, format]) => figureColumn(title, key, key, format));
}

export function makeAggregatesSection({ aggregates }) {
  if (!aggregates) return null;
  return makeSection(
    "aggregates",
    "Aggregates",
    makeTable({
      caption: "Benchmarks of which only aggregates were reported",
      rows: aggregates.shown,
      filter: true,
      columns: [
        { title: "Benchmark", value: (row) => row.name },
        { title: "Aggregate", value: (row) => row.aggregate },
        {
          title: "Repetitions",
          value: (row) => row.repetitions,
          show: formatInteger,
          number: true,
        },
        figureColumn("Time", "seconds", "share", formatSeconds),
        figureColumn("CPU time", "cpu_seconds", "cpu_share", formatSeconds),
        ...memoryColumns(aggregates.shown),
      ],
    }),
    leftOutNote(aggregates, "aggregate") ?? "",
  );
}

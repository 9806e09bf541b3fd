// Runs that are no results: benchmarks that were skipped, and the aggregates of
// benchmarks whose repetitions were not reported.

import { makeElement, makeSection } from "./dom.js";
import { makeTable } from "./table.js";
import {
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

function timeColumn(title, seconds, share) {
  const isShare = (row) => row[share] !== undefined;
  return {
    title,
    // The text has its unit, since seconds and shares stand in one column.
    value: (row) => {
      const value = isShare(row) ? row[share] : row[seconds];
      if (value === null) return null;
      return isShare(row) ? formatPercent(value) : formatSeconds(value);
    },
  };
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
        timeColumn("Time", "seconds", "share"),
        timeColumn("CPU time", "cpu_seconds", "cpu_share"),
      ],
    }),
    leftOutNote(aggregates, "aggregate") ?? "",
  );
}

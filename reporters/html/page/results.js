// All results in one table, and what could not be measured.

import { ALL_COLUMNS, columnsInUse, makeLegend } from "./columns.js";
import { makeElement, makeSection } from "./dom.js";
import { makeTable } from "./table.js";
import { formatInteger } from "./units.js";

export function makeResultsSection(report) {
  if (report.results.length === 0) return null;
  const columns = columnsInUse(ALL_COLUMNS, report.results);
  return makeSection(
    "results",
    "All results",
    makeTable({
      caption: "All results, in the order they ran",
      columns,
      rows: report.results,
      filter: true,
    }),
    makeLegend(columns),
  );
}

// A row for each reason, with how many results it holds for.
function countReasons(results) {
  const rows = new Map();
  for (const result of results) {
    for (const [what, why] of result.absent) {
      const key = JSON.stringify([what, why]);
      const row = rows.get(key) ?? { what, why, results: 0 };
      row.results += 1;
      rows.set(key, row);
    }
  }
  return [...rows.values()];
}

function columnsNotInUse(report) {
  const used = columnsInUse(ALL_COLUMNS, report.results);
  return ALL_COLUMNS.filter(
    (column) => column.number && !used.includes(column),
  ).map((column) => column.title);
}

export function makeAbsentSection(report) {
  if (report.results.length === 0) return null;
  const rows = countReasons(report.results);
  const unused = columnsNotInUse(report);
  if (rows.length === 0 && unused.length === 0) return null;
  const table = rows.length === 0
    ? null
    : makeTable({
        caption: "Figures that are missing, and why",
        rows,
        columns: [
          { title: "Figures", value: (row) => row.what },
          { title: "Why", value: (row) => row.why },
          {
            title: "Results",
            value: (row) => row.results,
            show: formatInteger,
            number: true,
          },
        ],
      });
  const note = unused.length === 0
    ? null
    : makeElement("p", {}, `In no result: ${unused.join(", ")}.`);
  return makeSection("absent", "Not measured", table ?? "", note ?? "");
}

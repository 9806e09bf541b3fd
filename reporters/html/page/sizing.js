// The resources that an operator needs: see reporters/report/sizing.h.

import { makeElement } from "./dom.js";
import { formatBytes, formatCount, formatSeconds } from "./units.js";

// "n^1.02, R² 0.99".
function formatGrowth({ exponent, r_squared: fit }) {
  return `n^${exponent.toFixed(2)}, R² ${fit.toFixed(2)}`;
}

// "4.80 M to 8.54 M rows".
function formatRates(sizing) {
  const slowest = formatCount(sizing.slowest_per_core_hour);
  const fastest = formatCount(sizing.fastest_per_core_hour);
  const rates = slowest === fastest ? slowest : `${slowest} to ${fastest}`;
  return `${rates} ${sizing.unit}`;
}

function makeRows(sizing) {
  const rows = [
    ["Highest peak memory", sizing.worker_bytes, formatBytes],
    ["Start-up", sizing.startup_seconds, formatSeconds],
    [
      "A core does in an hour",
      sizing.slowest_per_core_hour,
      () => formatRates(sizing),
    ],
    ["Time grows as", sizing.time_growth, formatGrowth],
    ["Memory grows as", sizing.memory_growth, formatGrowth],
  ];
  return rows.filter(([, value]) => value !== null);
}

// Null where nothing is known.
export function makeSizing(sizing) {
  const rows = sizing === undefined ? [] : makeRows(sizing);
  if (rows.length === 0) return null;
  const list = makeElement("dl", { class: "sizing" });
  for (const [name, value, format] of rows) {
    list.append(
      makeElement(
        "div",
        {},
        makeElement("dt", {}, name),
        makeElement("dd", {}, format(value)),
      ),
    );
  }
  return list;
}

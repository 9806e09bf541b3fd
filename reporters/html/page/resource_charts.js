// Memory over the phases, allocations, and where the CPU time went.

import { makeBarChart } from "./bar_chart.js";
import { PHASES } from "./data.js";
import { COUNT, formatCores, formatSeconds, MEMORY, SECONDS } from "./units.js";

const PHASE_COLORS = [1, 0, 2];

// One series for each phase in which some result has the figure.
function phaseSeries(results, figureOf) {
  return PHASES.map((phase, i) => ({
    name: phase[0].toUpperCase() + phase.slice(1),
    value: (result) => figureOf(result, phase),
    color: PHASE_COLORS[i],
  })).filter(({ value }) => results.some((result) => value(result) !== null));
}

export function makeResidentChart(results) {
  return makeBarChart({
    title: "Resident memory over the phases",
    note: "Peak of a phase above where the process stood before it",
    axisTitle: "Resident memory",
    rows: results,
    quantity: MEMORY,
    series: phaseSeries(results, (result, phase) => result.residentRise(phase)),
  });
}

export function makeHeapChart(results) {
  return makeBarChart({
    title: "Heap over the phases",
    note: "Peak of what malloc gave above where it stood before the phase",
    axisTitle: "Heap",
    rows: results,
    quantity: MEMORY,
    series: phaseSeries(results, (result, phase) => result.heapPeak(phase)),
  });
}

export function makeAllocationsChart(results) {
  return makeBarChart({
    title: "Allocations",
    axisTitle: "Allocations per iteration",
    rows: results,
    quantity: COUNT,
    series: [
      {
        name: "Allocations",
        value: (result) => result.execution("heap_allocations"),
        color: 0,
      },
    ],
  });
}

function cpuSeries(results) {
  const parts = [
    ["User", (result) => result.execution("user_seconds"), 0],
    ["System", (result) => result.execution("system_seconds"), 1],
    ["Child processes", (result) => result.childrenSeconds, 3],
  ].map(([name, value, color]) => ({ name, value, color }));
  const known = parts.filter(({ value }) =>
    results.some((result) => value(result) !== null),
  );
  if (known.length > 0) return known;
  return [{ name: "CPU time", value: (result) => result.cpuSeconds, color: 0 }];
}

export function makeCpuChart(results) {
  const series = cpuSeries(results);
  // The total stands behind the last bar of a row.
  const labelFor = (datasetIndex, i) => {
    if (datasetIndex !== series.length - 1) return null;
    const { cpuSeconds, utilization } = results[i];
    if (cpuSeconds === null) return "not measured";
    const cores = utilization === null ? "" : `, ${formatCores(utilization)}`;
    return formatSeconds(cpuSeconds) + cores;
  };
  return makeBarChart({
    title: "CPU time and use",
    note: "Per iteration; behind the bars how many cores that kept busy",
    axisTitle: "CPU time",
    rows: results,
    quantity: SECONDS,
    stacked: true,
    labelFor,
    series,
  });
}

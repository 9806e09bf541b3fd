// How the times of the iterations are distributed: a row a result, as a thin
// bar from the shortest to the longest sample, a thick one up to the 95th
// percentile, and marks for median and mean.

import { heightFor, makeBarChart } from "./bar_chart.js";
import {
  commonOptions,
  nameTicks,
  spansDecade,
  valueAxis,
} from "./chart_options.js";
import { makeFigure } from "./figure.js";
import {
  formatCount,
  formatPercent,
  formatSeconds,
  inUnit,
  SECONDS,
  withUnit,
} from "./units.js";

const NAMES = ["min", "median", "mean", "p95", "max", "stddev"];

function samplesOf(result) {
  const samples = { result, label: result.label };
  for (const name of NAMES) samples[name] = result.sample(`${name}_seconds`);
  samples.count = result.sample("count");
  samples.cv = result.sample("cv");
  samples.perSample = result.sample("iterations_per_sample");
  return samples;
}

function rangeBar(rows, scale, name, from, to, color, thickness) {
  return {
    type: "bar",
    label: name,
    data: rows.map((row) =>
      row[from] === null || row[to] === null
        ? null
        : [row[from] / scale.size, row[to] / scale.size],
    ),
    backgroundColor: color,
    pointStyle: "rect",
    // The bars lie over one another, not side by side.
    grouped: false,
    barThickness: thickness,
    order: 2,
  };
}

function marks(rows, scale, name, theme, style) {
  return {
    type: "line",
    indexAxis: "y",
    label: name[0].toUpperCase() + name.slice(1),
    data: rows.map((row) =>
      row[name] === null ? null : row[name] / scale.size,
    ),
    showLine: false,
    pointHitRadius: 8,
    borderColor: theme.ink,
    backgroundColor: theme.paper,
    order: 1,
    ...style,
  };
}

function makeDatasets(rows, scale, theme) {
  const [color] = theme.series;
  return [
    rangeBar(rows, scale, "Shortest to 95 %", "min", "p95", color, 14),
    rangeBar(rows, scale, "To the longest", "min", "max", theme.dim, 3),
    marks(rows, scale, "median", theme, {
      pointStyle: "line",
      pointRadius: 9,
      pointHoverRadius: 9,
      pointBorderWidth: 2.5,
      pointRotation: 90,
    }),
    marks(rows, scale, "mean", theme, {
      pointStyle: "circle",
      pointRadius: 4,
      pointBorderWidth: 1.5,
    }),
  ];
}

function tooltipOf(row) {
  return NAMES.filter((name) => row[name] !== null).map(
    (name) => `${name} ${formatSeconds(row[name])}`,
  );
}

function makeConfig(theme, rows, scale, isLog) {
  const common = commonOptions(theme, true);
  const names = rows.map((row) => row.label);
  common.plugins.tooltip.mode = "index";
  common.plugins.tooltip.axis = "y";
  common.plugins.tooltip.filter = (item, i) => i === 0;
  common.plugins.tooltip.displayColors = false;
  common.plugins.tooltip.callbacks.label = ({ dataIndex }) =>
    tooltipOf(rows[dataIndex]);
  const limits = rows.flatMap((row) => [row.min, row.max]);
  const axis = valueAxis(
    theme,
    withUnit("Time per iteration", scale),
    isLog ? inUnit(limits, scale) : null,
  );
  return {
    type: "bar",
    data: {
      labels: names,
      datasets: makeDatasets(rows, scale, theme),
    },
    options: {
      ...common,
      indexAxis: "y",
      scales: {
        x: { ...axis, grace: "3%" },
        y: {
          grid: { display: false },
          ticks: nameTicks(theme, names),
          offset: true,
        },
      },
    },
  };
}

function column(title, name, show) {
  return { title, value: (row) => row[name], show, number: true };
}

// One sample has no percentile but itself.
const P95_COLUMN = {
  title: "95 %",
  value: (row) => (row.count === 1 ? "1 sample" : row.p95),
  show: (value) => (typeof value === "string" ? value : formatSeconds(value)),
  number: true,
};

const COLUMNS = [
  { title: "Data", value: (row) => row.label },
  column("Samples", "count", formatCount),
  column("Iterations each", "perSample", formatCount),
  column("Min", "min", formatSeconds),
  column("Median", "median", formatSeconds),
  column("Mean", "mean", formatSeconds),
  P95_COLUMN,
  column("Max", "max", formatSeconds),
  column("Deviation", "stddev", formatSeconds),
  column("Deviation / mean", "cv", formatPercent),
];

function makeMeanChart(results) {
  return makeBarChart({
    title: "Time per iteration",
    axisTitle: "Wall clock",
    rows: results,
    quantity: SECONDS,
    series: [{ name: "Time", value: (row) => row.seconds, color: 0 }],
  });
}

// A result without samples shows its mean alone.
export function makeTimeChart(results) {
  const rows = results.map(samplesOf);
  const limits = rows.flatMap((row) => [row.min, row.max]);
  if (limits.every((value) => value === null)) return makeMeanChart(results);
  const scale = SECONDS.scaleFor(limits);
  const isLog = spansDecade(limits);
  return makeFigure({
    title: "Time per iteration, distribution",
    note: isLog ? "Logarithmic" : null,
    height: heightFor(rows.length, 1),
    describe: `Distribution of times. ${rows
      .map((row) => `${row.label}: ${tooltipOf(row).join(", ")}`)
      .join("; ")}`,
    makeConfig: (theme) => makeConfig(theme, rows, scale, isLog),
    table: { rows, columns: COLUMNS },
  });
}

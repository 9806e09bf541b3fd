// How time and memory grow with the input.

import { commonOptions, spansDecade, valueAxis } from "./chart_options.js";
import { makeFigure } from "./figure.js";
import { groupBySizes } from "./sizes.js";
import {
  formatCount,
  inUnit,
  MEMORY,
  SECONDS,
  withUnit,
} from "./units.js";

const HEIGHT = 260;
const MAX_LINES = 6;
const POINTS = ["rect", "circle", "triangle", "rectRot", "cross", "star"];

const TIME = {
  title: "Time per iteration",
  quantity: SECONDS,
  figures: [
    { name: "Wall clock", value: (result) => result.seconds },
    { name: "CPU", value: (result) => result.cpuSeconds },
  ],
};

const PEAK_MEMORY = {
  title: "Memory rise and peak heap",
  quantity: MEMORY,
  figures: [
    { name: "Memory rise", value: (result) => result.residentRise() },
    { name: "Peak heap", value: (result) => result.heapPeak() },
  ],
};

function makeLine(name, points, value) {
  const measured = points
    .map((point) => ({ ...point, line: name, y: value(point.result) }))
    .filter(({ y }) => y !== null);
  return { name, points: measured };
}

// A single group has a line for each figure; several groups have a line each,
// for the first figure.
function makeLines(groups, { title, figures }) {
  const lines = groups.length > 1
    ? groups
        .slice(0, MAX_LINES)
        .map((group) =>
          makeLine(group.name || title, group.points, figures[0].value),
        )
    : figures.map(({ name, value }) =>
        makeLine(name, groups[0].points, value),
      );
  return lines.filter(({ points }) => points.length > 0);
}

function makeDataset({ name, points }, index, theme, scale) {
  return {
    label: name,
    data: points.map(({ size, y }) => ({ x: size, y: y / scale.size })),
    borderColor: theme.series[index],
    backgroundColor: theme.series[index],
    borderWidth: 2,
    pointRadius: 4,
    pointStyle: POINTS[index],
  };
}

function makeConfig(theme, { title, sizeName, lines, scale, sizes, values }) {
  const common = commonOptions(theme, lines.length > 1);
  common.plugins.tooltip.callbacks = {
    title: ([item]) => `${formatCount(item.parsed.x)} ${sizeName}`,
    label: ({ dataset, parsed }) =>
      `${dataset.label}: ${scale.format(parsed.y * scale.size)}`,
  };
  const axisTitle = withUnit(title, scale);
  const logValues = sizes === null ? null : inUnit(values, scale);
  return {
    type: "line",
    data: {
      datasets: lines.map((line, i) => makeDataset(line, i, theme, scale)),
    },
    options: {
      ...common,
      scales: {
        x: valueAxis(theme, sizeName, sizes),
        y: {
          ...valueAxis(theme, axisTitle, logValues),
          beginAtZero: sizes === null,
        },
      },
    },
  };
}

function makeColumns({ title, sizeName, scale }) {
  return [
    { title: "Data", value: ({ label }) => label },
    {
      title: sizeName,
      value: ({ size }) => size,
      show: formatCount,
      number: true,
    },
    { title: "Line", value: ({ line }) => line },
    { title, value: ({ y }) => y, show: scale.format, number: true },
  ];
}

// Is null where nothing was measured.
function makeScalingChart({ sizeName, groups }, kind) {
  const lines = makeLines(groups, kind);
  if (lines.length === 0) return null;
  const points = lines.flatMap((line) => line.points);
  const values = points.map(({ y }) => y);
  const sizes = points.map(({ size }) => size);
  const isLog = spansDecade(sizes) && values.every((y) => y > 0);
  const scale = kind.quantity.scaleFor(values);
  const chart = { title: kind.title, sizeName, lines, scale, values };
  const told = points.map(
    ({ size, line, y }) =>
      `${formatCount(size)} ${sizeName}: ${line} ${scale.format(y)}`,
  );
  return makeFigure({
    title: `${kind.title} against ${sizeName}`,
    note: isLog ? "Both axes logarithmic: a straight line is a power" : null,
    height: HEIGHT,
    describe: `${kind.title} against ${sizeName}. ${told.join("; ")}`,
    makeConfig: (theme) =>
      makeConfig(theme, { ...chart, sizes: isLog ? sizes : null }),
    table: { rows: points, columns: makeColumns(chart) },
  });
}

export function makeScalingCharts(results) {
  return groupBySizes(results)
    .flatMap((sized) => [
      makeScalingChart(sized, TIME),
      makeScalingChart(sized, PEAK_MEMORY),
    ])
    .filter((chart) => chart !== null);
}

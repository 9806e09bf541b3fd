// Horizontal bars, a row of them for each result.

import {
  barLabels,
  commonOptions,
  nameTicks,
  roomForLabels,
  valueAxis,
} from "./chart_options.js";
import { makeFigure } from "./figure.js";
import { inUnit, withUnit } from "./units.js";

// The pixels of height around the plot: the legend, the axis and its title.
const FIXED_HEIGHT = 84;

export function heightFor(rows, barsInRow) {
  return FIXED_HEIGHT + rows * (14 * Math.max(barsInRow, 1.4) + 12);
}

function describeRow(row, series, format) {
  const figures = series.map(({ name, value }) => {
    const figure = value(row);
    return `${name} ${figure === null ? "not measured" : format(figure)}`;
  });
  return `${row.label}: ${figures.join(", ")}`;
}

function makeConfig(theme, options, scale) {
  const { rows, series, axisTitle, stacked, labelFor } = options;
  const labels = series.flatMap((_, i) => rows.map((row, j) => labelFor(i, j)));
  const common = commonOptions(theme, series.length > 1);
  const names = rows.map((row) => row.label);
  const value = ({ dataset, dataIndex }) => {
    const figure = series[dataset.seriesIndex].value(rows[dataIndex]);
    return `${dataset.label}: ${scale.format(figure)}`;
  };
  common.plugins.tooltip.callbacks.label = value;
  const axis = roomForLabels(
    valueAxis(theme, withUnit(axisTitle, scale)),
    Math.max(...labels.map((label) => label?.length ?? 0)),
  );
  return {
    type: "bar",
    data: {
      labels: names,
      datasets: series.map((one, seriesIndex) => ({
        label: one.name,
        seriesIndex,
        data: inUnit(rows.map(one.value), scale),
        backgroundColor: theme.series[one.color],
        pointStyle: "rect",
        maxBarThickness: 16,
        categoryPercentage: 0.85,
        barPercentage: 0.95,
      })),
    },
    options: {
      ...common,
      indexAxis: "y",
      scales: {
        x: { ...axis, stacked },
        y: {
          stacked,
          grid: { display: false },
          ticks: nameTicks(theme, names),
        },
      },
    },
    plugins: [barLabels(theme, labelFor)],
  };
}

// The label behind a bar: its value, or that there is none.
function labelEachBar({ rows, series }, scale) {
  return (datasetIndex, i) => {
    const figure = series[datasetIndex].value(rows[i]);
    return figure === null ? "not measured" : scale.format(figure);
  };
}

// `series` are {name, value(row), color}; `quantity` is one of units.js. Null
// where no row has a value.
export function makeBarChart({ labelFor, quantity, ...options }) {
  const { title, note, rows, series, stacked = false } = options;
  const values = rows.flatMap((row) => series.map(({ value }) => value(row)));
  if (values.every((value) => value === null)) return null;
  const scale = quantity.scaleFor(values);
  const complete = {
    ...options,
    stacked,
    labelFor: labelFor ?? labelEachBar(options, scale),
  };
  return makeFigure({
    title,
    note,
    height: heightFor(rows.length, stacked ? 1 : series.length),
    describe: `${title}. ${rows
      .map((row) => describeRow(row, series, scale.format))
      .join("; ")}`,
    makeConfig: (theme) => makeConfig(theme, complete, scale),
    table: {
      rows,
      columns: [
        { title: "Data", value: (row) => row.label },
        ...series.map(({ name, value }) => ({
          title: name,
          value,
          show: scale.format,
          number: true,
        })),
      ],
    },
  });
}

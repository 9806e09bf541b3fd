// What our charts have in common: Chart.js's options, and the marks that it
// does not draw itself.

import { shortenNames } from "./names.js";
import { formatInteger } from "./units.js";

const FONT = { family: "system-ui, sans-serif", size: 12 };
// The width of a letter in a bar's label, in pixels.
const LETTER_WIDTH = 6;

export function nameTicks(theme, names) {
  return {
    color: theme.ink,
    font: FONT,
    autoSkip: false,
    callback(value) {
      const most = Math.max(8, Math.floor(this.chart.width / 20));
      return shortenNames(names, most)[value];
    },
  };
}

// The axis has a tick at 1, 2 and 5 of each decade, and at 1 alone where there
// are many decades.
function isRoundOnLogScale(value, ticks) {
  const decades = Math.log10(ticks[ticks.length - 1].value / ticks[0].value);
  const lead = Number(value.toExponential(5).split("e")[0]);
  return (decades > 2 ? [1] : [1, 2, 5]).includes(lead);
}

function plainNumber(value) {
  const number = Number(value.toPrecision(6));
  return Number.isInteger(number) ? formatInteger(number) : String(number);
}

// The axis ends where its values end; Chart.js would round to whole decades.
function logLimits(values) {
  const known = values.filter((value) => value !== null);
  return { min: Math.min(...known) / 1.4, max: Math.max(...known) * 1.4 };
}

// `logValues` are the values, in the axis' unit, where it is logarithmic.
export function valueAxis(theme, title, logValues = null) {
  const isLog = logValues !== null;
  return {
    ...(isLog ? logLimits(logValues) : {}),
    type: isLog ? "logarithmic" : "linear",
    title: { display: true, text: title, color: theme.dim, font: FONT },
    grid: { color: theme.line, drawBorder: false },
    ticks: {
      color: theme.dim,
      font: FONT,
      maxRotation: 0,
      callback(value, index, ticks) {
        if (isLog && !isRoundOnLogScale(value, ticks)) return null;
        return plainNumber(value);
      },
    },
  };
}

// An axis is logarithmic where its values span more than a decade.
export function spansDecade(values) {
  const known = values.filter((value) => value !== null);
  const smallest = Math.min(...known);
  return smallest > 0 && Math.max(...known) > 10 * smallest;
}

export function commonOptions(theme, showLegend) {
  return {
    responsive: true,
    maintainAspectRatio: false,
    // Nothing moves, whatever the reader prefers.
    animation: false,
    locale: "en",
    layout: { padding: { right: 4 } },
    plugins: {
      legend: {
        display: showLegend,
        position: "top",
        align: "start",
        labels: {
          color: theme.ink,
          font: FONT,
          usePointStyle: true,
          boxWidth: 8,
          boxHeight: 8,
        },
      },
      tooltip: { callbacks: {}, bodyFont: FONT, titleFont: FONT },
    },
  };
}

// Writes `label(datasetIndex, index)` behind the end of each horizontal bar;
// null is no label.
export function barLabels(theme, label) {
  return {
    id: "barLabels",
    afterDatasetsDraw(chart) {
      const context = chart.ctx;
      context.save();
      context.font = `11px ${FONT.family}`;
      context.fillStyle = theme.dim;
      context.textBaseline = "middle";
      chart.getSortedVisibleDatasetMetas().forEach((meta) => {
        meta.data.forEach((bar, i) => {
          const text = label(meta.index, i);
          const x = Number.isFinite(bar.x) ? bar.x : chart.chartArea.left;
          if (text !== null) context.fillText(text, x + 5, bar.y);
        });
      });
      context.restore();
    },
  };
}

// Makes the axis longer, so that labels of so many letters fit behind the
// longest bar.
export function roomForLabels(axis, letters) {
  const makeRoom = (scale) => {
    const plotWidth = scale.chart.width * 0.72;
    const share = (letters * LETTER_WIDTH + 5) / plotWidth;
    scale.max /= 1 - Math.min(share, 0.7);
  };
  return { ...axis, beginAtZero: true, afterDataLimits: makeRoom };
}

// Figures in units that people read, as in lib/text/units.h. The language of the
// browser does not matter.

const TIMES = [[1, "s"], [1e-3, "ms"], [1e-6, "µs"], [1e-9, "ns"]];
const BYTES = [[2 ** 30, "GiB"], [2 ** 20, "MiB"], [2 ** 10, "KiB"], [1, "B"]];
const COUNTS = [[1e9, "G"], [1e6, "M"], [1e3, "k"], [1, ""]];

const ROUNDS_UP = 0.9995;

// The largest unit in which the value is at least 1, else the smallest.
function unitFor(value, units) {
  const fits = ([size]) => Math.abs(value) >= size * ROUNDS_UP;
  return units.find(fits) ?? units[units.length - 1];
}

// 312, 12.5, 1.21, 0.00419.
function threeDigits(value) {
  const magnitude = Math.abs(value);
  if (magnitude >= 99.95) return formatInteger(value.toFixed(0));
  if (magnitude >= 9.995) return value.toFixed(1);
  if (magnitude >= 0.0995 || value === 0) return value.toFixed(2);
  return String(Number(value.toPrecision(3)));
}

export function formatSeconds(seconds) {
  if (seconds === 0) return "0 s";
  const [size, name] = unitFor(seconds, TIMES);
  return `${threeDigits(seconds / size)} ${name}`;
}

export function formatBytes(bytes) {
  const [size, name] = unitFor(bytes, BYTES);
  return `${(bytes / size).toFixed(size === 1 ? 0 : 1)} ${name}`;
}

// With its sign: "+3.1 MiB", "-1.0 MiB", "0 B".
export function formatRise(bytes) {
  return (bytes > 0 ? "+" : "") + formatBytes(bytes);
}

// "214", "0.25", "1.20 M".
export function formatCount(count) {
  if (Math.abs(count) >= 999999.5) {
    const [size, name] = unitFor(count, COUNTS);
    return `${threeDigits(count / size)} ${name}`;
  }
  return Number.isInteger(count) ? formatInteger(count) : threeDigits(count);
}

// "100,000".
export function formatInteger(count) {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

export function formatPercent(share) {
  return `${threeDigits(share * 100)} %`;
}

// Busy cores: "0.45 cores".
export function formatCores(cores) {
  const number = cores.toFixed(2);
  return `${number} ${number === "1.00" ? "core" : "cores"}`;
}

// "1 result", "3 results".
export function formatNumberOf(count, noun) {
  return `${formatInteger(count)} ${noun}${count === 1 ? "" : "s"}`;
}

// "2026-11-23 09:05:07 +00:00" of an ISO 8601 time.
export function formatTimestamp(iso) {
  return iso.replace("T", " ").replace(/(\d\d:\d\d:\d\d)(\.\d+)?/, "$1 ");
}

// The one unit for all values of an axis. `format` is for a value on its own.
function makeScale(values, units, format) {
  const largest = Math.max(0, ...values.filter((value) => value !== null));
  const [size, name] = unitFor(largest, units);
  return { size, name, format };
}

export function inUnit(values, { size }) {
  return values.map((value) => (value === null ? null : value / size));
}

// "Heap (MiB)".
export function withUnit(title, scale) {
  return scale.name ? `${title} (${scale.name})` : title;
}

export const SECONDS = {
  scaleFor: (values) => makeScale(values, TIMES, formatSeconds),
};
export const MEMORY = {
  scaleFor: (values) => makeScale(values, BYTES, formatBytes),
};
export const COUNT = {
  scaleFor: (values) => makeScale(values, COUNTS, formatCount),
};

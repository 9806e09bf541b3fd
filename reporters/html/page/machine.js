// The machine that the figures come from, and what makes its times uncertain.

import { makeElement, makeSection } from "./dom.js";
import { formatInteger, formatTimestamp } from "./units.js";

// "Intel Xeon, 2 CPUs, 23.5 GiB, Linux 6.1, g++ 12.2.0, commit 3f2c1ab", of
// what is known.
function describeMachine({ system_info: info, context }) {
  const parts = [];
  if (info.processor) parts.push(info.processor);
  const cpus = info.cpu_count ?? context.num_cpus;
  if (cpus) parts.push(`${cpus} CPU${cpus === 1 ? "" : "s"}`);
  if (info.total_memory_gb) {
    parts.push(`${Number(info.total_memory_gb).toFixed(1)} GiB`);
  }
  if (info.kernel) parts.push(`Linux ${info.kernel}`);
  if (info.compiler) parts.push(info.compiler);
  if (info.git_commit) {
    parts.push(`commit ${String(info.git_commit).slice(0, 7)}`);
    if (info.git_modified === true) parts.push("modified");
  }
  return parts.map(String);
}

function showValue(value) {
  if (value === null) return "unknown";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (Array.isArray(value)) return value.map(showValue).join("; ");
  if (typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${showValue(inner)}`)
    .join(", ");
}

function makeList(title, entries) {
  if (entries.length === 0) return null;
  const list = makeElement("dl", {});
  for (const [key, value] of entries) {
    list.append(
      makeElement("dt", {}, key),
      makeElement("dd", {}, showValue(value)),
    );
  }
  return makeElement("div", {}, makeElement("h3", {}, title), list);
}

function entriesOf(object) {
  return Object.entries(object).map(([key, value]) => [
    key.replaceAll("_", " "),
    value,
  ]);
}

// The origins of the reports that this one was merged from.
function entriesOfOrigins(origins) {
  if (!Array.isArray(origins)) return [];
  return origins.map((origin) => {
    const context = origin?.context ?? {};
    const info = origin?.system_info ?? {};
    const machine = describeMachine({ system_info: info, context });
    return [String(origin?.file), [context.host_name ?? "unknown", ...machine]];
  });
}

export function makeMachineSection(report) {
  const { merged_from: origins, ...system } = report.system_info;
  const lists = [
    makeList("Merged from", entriesOfOrigins(origins)),
    makeList("System", entriesOf(system)),
    makeList("Google Benchmark’s context", entriesOf(report.context)),
  ];
  if (lists.every((list) => list === null)) return null;
  return makeSection(
    "machine",
    "Machine",
    makeElement(
      "div",
      { class: "columns" },
      ...lists.filter((list) => list !== null),
    ),
  );
}

function makeTally(count, what, kind) {
  return makeElement(
    "p",
    { class: `tally ${kind}` },
    makeElement("strong", {}, formatInteger(count)),
    ` ${what}`,
  );
}

export function fillMasthead(masthead, report) {
  const info = report.system_info;
  const started = info.timestamp ?? report.context.date;
  const machine = makeElement("p", { class: "machine" });
  for (const part of describeMachine(report)) {
    machine.append(makeElement("span", {}, part), " ");
  }
  const when = started ? formatTimestamp(String(started)) : "time unknown";
  masthead.append(
    machine,
    makeElement("p", { class: "started" }, when),
    makeElement(
      "div",
      { class: "tallies" },
      makeTally(report.measured, "measured", ""),
      makeTally(report.failed, "failed", report.failed > 0 ? "bad" : "none"),
    ),
  );
}

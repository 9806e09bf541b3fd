// What a reader must know before the figures: that the report is partial, what
// it leaves out, and what makes its times uncertain.

import { makeElement } from "./dom.js";
import { formatInteger, formatNumberOf } from "./units.js";

function makeNotice(kind, title, text) {
  return makeElement(
    "p",
    { class: `notice ${kind}` },
    makeElement("strong", {}, title),
    ` ${text}`,
  );
}

function leftOutNotice(report) {
  if (report.leftOut === 0) return null;
  return makeNotice(
    "plain",
    `${formatInteger(report.leftOut)} of ` +
      `${formatNumberOf(report.total, "result")} left out.`,
    "This page holds the first failures, the slowest, the hungriest and then " +
      "the first of the others. Totals and the figures of an operator count " +
      "all of them; the JSON report lists them.",
  );
}

export function makeNotices(report) {
  const info = report.system_info;
  const { noise } = report;
  const notices = [
    report.partial === null
      ? null
      : makeNotice("bad", "Partial report:", `${report.partial}.`),
    info.optimised === false
      ? makeNotice(
          "bad",
          "Built without optimisation:",
          "the figures say little.",
        )
      : null,
    report.total === 0
      ? makeNotice("plain", "Nothing was measured.", "There is no result.")
      : null,
    leftOutNotice(report),
    noise.length === 0
      ? null
      : makeNotice("plain", "Times may drift here:", `${noise.join(", ")}.`),
  ].filter((notice) => notice !== null);
  if (notices.length === 0) return null;
  return makeElement(
    "section",
    { class: "notices", "aria-label": "Before you read the figures" },
    ...notices,
  );
}

// The results that stand out: the slowest, those that take most memory, and the
// failures.

import { makeElement, makeSection } from "./dom.js";
import {
  formatBytes,
  formatInteger,
  formatNumberOf,
  formatRise,
  formatSeconds,
} from "./units.js";

const PLACES = 5;
const FAILURES_AT_ONCE = 5;

function makePlace(report, result, figure, share) {
  const bar = makeElement("span", { class: "bar", "aria-hidden": "true" });
  bar.style.width = `${Math.max(share * 100, 0.5)}%`;
  const index = report.operators.findIndex(
    (operator) => operator.name === result.operator,
  );
  return makeElement(
    "li",
    {},
    makeElement(
      "a",
      { href: `#operator-${index}` },
      makeElement("span", { class: "of" }, result.operator),
      result.input || result.data !== "–" ? ` ${result.label}` : "",
    ),
    makeElement("strong", {}, figure),
    bar,
  );
}

// Null where no result has such a figure.
function makeRanking(report, { title, help, value, show }) {
  const ranked = report.results
    .filter((result) => result.succeeded && value(result) !== null)
    .sort((a, b) => value(b) - value(a))
    .slice(0, PLACES);
  if (ranked.length === 0) return null;
  const most = value(ranked[0]);
  const places = ranked.map((result) => {
    const share = most > 0 ? value(result) / most : 0;
    return makePlace(report, result, show(value(result)), share);
  });
  return makeElement(
    "div",
    { class: "ranking" },
    makeElement("h3", {}, title),
    makeElement("p", { class: "aside" }, help),
    makeElement("ol", {}, ...places),
  );
}

export function makeOverviewSection(report) {
  if (report.measured === 0) return null;
  const rankings = [
    {
      title: "Slowest",
      help: "Wall clock per iteration",
      value: (result) => result.seconds,
      show: formatSeconds,
    },
    {
      title: "Highest memory rise",
      help: "Resident, above where it stood before the execution",
      value: (result) => result.residentRise(),
      show: formatRise,
    },
    {
      title: "Highest peak heap",
      help: "Of what malloc gave, in the execution",
      value: (result) => result.heapPeak(),
      show: formatBytes,
    },
  ];
  return makeSection(
    "overview",
    "Overview",
    makeElement(
      "div",
      { class: "rankings" },
      ...rankings.map((ranking) => makeRanking(report, ranking)),
    ),
  );
}

function makeFailure(result) {
  return makeElement(
    "li",
    {},
    makeElement("h3", {}, result.name),
    makeElement("pre", { tabindex: 0 }, result.error || "no message"),
  );
}

export function makeFailuresSection(report) {
  if (report.failed === 0) return null;
  const failures = report.results.filter((result) => !result.succeeded);
  const list = makeElement("ul", { class: "failures" });
  const more = makeElement("button", { type: "button", class: "more" });
  const show = (some) => {
    list.append(...some.map(makeFailure));
    const waiting = failures.length - list.children.length;
    more.hidden = waiting === 0;
    more.textContent = `Show ${formatNumberOf(waiting, "more failure")}`;
  };
  more.addEventListener("click", () => show(failures.slice(FAILURES_AT_ONCE)));
  show(failures.slice(0, FAILURES_AT_ONCE));
  const title = `Failures (${formatInteger(report.failed)})`;
  return makeSection("failures", title, list, more);
}

// Puts the page together.

import { readReport } from "./data.js";
import { makeElement } from "./dom.js";
import { drawAllForPrint, followColorScheme, redrawDrawn } from "./figure.js";
import { fillMasthead, makeMachineSection } from "./machine.js";
import { makeNotices } from "./notices.js";
import { makeOperatorsSection } from "./operators.js";
import { makeFailuresSection, makeOverviewSection } from "./overview.js";
import { makePlanSection } from "./plan.js";
import { makePythonSection } from "./python.js";
import { makeAbsentSection, makeResultsSection } from "./results.js";
import { makeAggregatesSection, makeSkippedSection } from "./unmeasured.js";

// With more operators than this the contents do not name them.
const MAX_OPERATORS = 12;

function makeLink(id, text) {
  return makeElement("li", {}, makeElement("a", { href: `#${id}` }, text));
}

function fillContents(contents, sections, report) {
  const list = makeElement("ul");
  const { operators } = report;
  const linked = operators.length > MAX_OPERATORS ? [] : operators;
  for (const section of sections) {
    const title = section.querySelector("h2").textContent;
    list.append(makeLink(section.id, title));
    if (section.id !== "operators") continue;
    linked.forEach(({ name }, i) => {
      list.append(makeLink(`operator-${i}`, name));
    });
  }
  contents.append(list);
}

// A link to a part opens it.
function openLinkedPart() {
  const part = document.getElementById(location.hash.slice(1));
  if (part?.tagName === "DETAILS") part.open = true;
}

// On paper everything that is on the screen is open, drawn and light.
function preparePrinting() {
  const root = document.documentElement;
  addEventListener("beforeprint", () => {
    root.classList.add("printing");
    drawAllForPrint();
  });
  addEventListener("afterprint", () => {
    root.classList.remove("printing");
    redrawDrawn();
  });
}

function build() {
  const report = readReport();
  fillMasthead(document.getElementById("masthead"), report);
  const sections = [
    makePlanSection(report),
    makeFailuresSection(report),
    makeSkippedSection(report),
    makeOverviewSection(report),
    makePythonSection(report),
    makeOperatorsSection(report),
    makeResultsSection(report),
    makeAggregatesSection(report),
    makeAbsentSection(report),
    makeMachineSection(report),
  ].filter((section) => section !== null);
  const notices = makeNotices(report);
  const content = document.getElementById("content");
  if (notices !== null) content.append(notices);
  content.append(...sections);
  fillContents(document.getElementById("contents"), sections, report);
}

build();
addEventListener("hashchange", openLinkedPart);
openLinkedPart();
followColorScheme();
preparePrinting();

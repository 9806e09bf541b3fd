#include "reporters/compare/formats/comparison_html.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

constexpr absl::string_view kHead = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Comparison</title>
<style>
:root {
  color-scheme: light dark;
  --page: #fff; --text: #1c2430; --faint: #5b6675; --line: #d9dee5;
  --worse: #b3261e; --better: #1b7a3d; --same: #5b6675; --open: #8a6100;
  --band: #e8edf3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181f; --text: #e4e8ee; --faint: #9aa6b5; --line: #323a46;
    --worse: #ff8a80; --better: #6fd08c; --same: #9aa6b5; --open: #e0b04c;
    --band: #262e39;
  }
}
body {
  margin: 2rem auto; padding: 0 1rem; max-width: 75rem;
  background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; }
th { color: var(--faint); font-weight: 600; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.name { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
.worse { color: var(--worse); } .better { color: var(--better); }
.same { color: var(--same); } .open { color: var(--open); }
.faint { color: var(--faint); }
svg { display: block; } .band { fill: var(--band); } .axis { stroke: var(--faint); }
.interval { stroke: currentColor; stroke-width: 2; } .dot { fill: currentColor; }
summary { cursor: pointer; font-weight: 600; margin: 1.5rem 0 .5rem; }
</style>
</head>
<body>
)";

std::string Escaped(absl::string_view text) {
  return absl::StrReplaceAll(Printable(text), {{"&", "&amp;"},
                                               {"<", "&lt;"},
                                               {">", "&gt;"},
                                               {"\"", "&quot;"},
                                               {"'", "&#39;"}});
}

absl::string_view ClassOf(ComparedVerdict verdict) {
  switch (verdict) {
    case ComparedVerdict::kWorse:
      return "worse";
    case ComparedVerdict::kBetter:
      return "better";
    case ComparedVerdict::kSame:
      return "same";
    default:
      return "open";
  }
}

// Places on the scale, which is logarithmic, from three quarters to four
// thirds.
constexpr double kEdge = 4.0 / 3;
constexpr double kScaleWidth = 200;
constexpr double kScaleHeight = 18;

double PlaceOf(double ratio) {
  const double place =
      std::log(std::clamp(ratio, 1 / kEdge, kEdge)) / std::log(kEdge);
  return (place + 1) / 2 * kScaleWidth;
}

// A rise to the right, a fall to the left; what lies beyond ends at the edge.
std::string ScaleOf(const ComparedFigure& figure) {
  const double middle = kScaleHeight / 2;
  const double band = PlaceOf(1 / (1 + figure.threshold));
  std::string svg = absl::StrFormat(
      "<svg width=\"%.0f\" height=\"%.0f\" role=\"img\" aria-label=\"%s\">"
      "<rect class=\"band\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%.0f\"/>"
      "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%.0f\"/>",
      kScaleWidth, kScaleHeight, Escaped(ChangeText(figure.ratio)), band,
      PlaceOf(1 + figure.threshold) - band, kScaleHeight, PlaceOf(1),
      PlaceOf(1), kScaleHeight);
  if (figure.interval.has_value()) {
    absl::StrAppendFormat(
        &svg,
        "<line class=\"interval\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.0f\" "
        "y2=\"%.0f\"/>",
        PlaceOf(figure.interval->low), PlaceOf(figure.interval->high), middle,
        middle);
  }
  absl::StrAppendFormat(
      &svg, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.0f\" r=\"4\"/></svg>",
      PlaceOf(figure.ratio), middle);
  return svg;
}

std::string HtmlRow(const std::string& name, const ComparedFigure& figure) {
  const auto number = [](absl::string_view text) {
    return absl::StrCat("<td class=\"number\">", Escaped(text), "</td>");
  };
  return absl::StrCat("<tr><td class=\"name\">", Escaped(name), "</td><td>",
                      MetricName(figure.metric), "</td>",
                      number(MetricText(figure.metric, figure.old_median)),
                      number(MetricText(figure.metric, figure.new_median)),
                      number(ChangeText(figure.ratio)), "<td class=\"",
                      ClassOf(figure.verdict), "\">", ScaleOf(figure), "</td>",
                      number(IntervalText(figure)), "<td class=\"",
                      ClassOf(figure.verdict), "\">",
                      Escaped(VerdictText(figure)), "</td></tr>\n");
}

// The figures of one verdict, folded away unless they changed.
void AppendTable(const Comparison& comparison, ComparedVerdict verdict,
                 size_t most, std::string& page) {
  const size_t count = comparison.Count(verdict);
  if (count == 0) return;
  const bool is_change =
      verdict == ComparedVerdict::kWorse || verdict == ComparedVerdict::kBetter;
  std::string word(VerdictWord(verdict));
  word[0] = absl::ascii_toupper(static_cast<unsigned char>(word[0]));
  absl::StrAppend(&page, "<details", is_change ? " open" : "",
                  "><summary class=\"", ClassOf(verdict), "\">", word, " (",
                  count,
                  ")</summary>\n<div class=\"scroll\"><table>\n"
                  "<tr><th>Benchmark</th><th>Figure</th>"
                  "<th class=\"number\">Old</th><th class=\"number\">New</th>"
                  "<th class=\"number\">Change</th><th>-25 % … +33 %</th>"
                  "<th class=\"number\">95 % interval</th><th>Verdict</th>"
                  "</tr>\n");
  size_t rows = 0;
  for (const BenchmarkChange& pair : comparison.benchmarks) {
    for (const ComparedFigure& figure : pair.figures) {
      if (figure.verdict != verdict || rows == most) continue;
      absl::StrAppend(&page, HtmlRow(pair.name, figure));
      ++rows;
    }
  }
  page += "</table></div>\n";
  if (count > rows) {
    absl::StrAppend(&page, "<p class=\"faint\">and ", count - rows,
                    " more</p>\n");
  }
  page += "</details>\n";
}

void AppendSections(const std::vector<ComparisonSection>& sections, size_t most,
                    std::string& page) {
  for (const ComparisonSection& section : sections) {
    absl::StrAppend(&page, "<h2>", Escaped(section.title), "</h2>\n<ul>\n");
    for (size_t i = 0; i < std::min(most, section.lines.size()); ++i) {
      absl::StrAppend(&page, "<li class=\"name\">", Escaped(section.lines[i]),
                      "</li>\n");
    }
    if (section.lines.size() > most) {
      absl::StrAppend(&page, "<li class=\"faint\">and ",
                      section.lines.size() - most, " more</li>\n");
    }
    page += "</ul>\n";
  }
}

}  // namespace

std::string ComparisonHtml(const ComparisonReport& report, size_t rows) {
  const Comparison& comparison = report.comparison;
  std::string page = absl::StrCat(
      kHead, "<h1>Comparison</h1>\n<p>", Escaped(SummaryText(report)),
      ".</p>\n<p class=\"faint\">Old: ",
      Escaped(SideText(comparison.old_files, MostProcesses(comparison, false))),
      "<br>New: ",
      Escaped(SideText(comparison.new_files, MostProcesses(comparison, true))),
      "</p>\n");
  AppendSections(SectionsBefore(report), rows, page);
  for (const ComparedVerdict verdict :
       {ComparedVerdict::kWorse, ComparedVerdict::kBetter,
        ComparedVerdict::kCannotTell, ComparedVerdict::kNone,
        ComparedVerdict::kSame}) {
    AppendTable(comparison, verdict, rows, page);
  }
  AppendSections(SectionsAfter(report), rows, page);
  for (const std::string& line : LegendLines(comparison)) {
    absl::StrAppend(&page, "<p class=\"faint\">", Escaped(line), "</p>\n");
  }
  absl::StrAppend(&page, "</body>\n</html>\n");
  return page;
}

}  // namespace feluda

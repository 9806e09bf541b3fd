#include "reporters/compare/formats/comparison_html.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "reporters/html/plain_page.h"

namespace feluda {
namespace {

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
      kScaleWidth, kScaleHeight, EscapedHtml(ChangeText(figure.ratio)), band,
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
    return absl::StrCat("<td class=\"number\">", EscapedHtml(text), "</td>");
  };
  return absl::StrCat("<tr><td class=\"name\">", EscapedHtml(name), "</td><td>",
                      MetricName(figure.metric), "</td>",
                      number(MetricText(figure.metric, figure.old_median)),
                      number(MetricText(figure.metric, figure.new_median)),
                      number(ChangeText(figure.ratio)), "<td class=\"",
                      ClassOf(figure.verdict), "\">", ScaleOf(figure), "</td>",
                      number(IntervalText(figure)), "<td class=\"",
                      ClassOf(figure.verdict), "\">",
                      EscapedHtml(VerdictText(figure)), "</td></tr>\n");
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

}  // namespace

std::string ComparisonHtml(const ComparisonReport& report, size_t rows) {
  const Comparison& comparison = report.comparison;
  std::string page = absl::StrCat(
      PlainPageStart("Comparison"), "<h1>Comparison</h1>\n<p>",
      EscapedHtml(SummaryText(report)), ".</p>\n<p class=\"faint\">Old: ",
      EscapedHtml(
          SideText(comparison.old_files, MostProcesses(comparison, false))),
      "<br>New: ",
      EscapedHtml(
          SideText(comparison.new_files, MostProcesses(comparison, true))),
      "</p>\n");
  page += SectionsHtml(SectionsBefore(report), rows);
  for (const ComparedVerdict verdict :
       {ComparedVerdict::kWorse, ComparedVerdict::kBetter,
        ComparedVerdict::kCannotTell, ComparedVerdict::kNone,
        ComparedVerdict::kSame}) {
    AppendTable(comparison, verdict, rows, page);
  }
  page += SectionsHtml(SectionsAfter(report), rows);
  for (const std::string& line : LegendLines(comparison)) {
    absl::StrAppend(&page, "<p class=\"faint\">", EscapedHtml(line), "</p>\n");
  }
  absl::StrAppend(&page, kPlainPageEnd);
  return page;
}

}  // namespace feluda

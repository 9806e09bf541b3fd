#include "reporters/compare/formats/comparison_markdown.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/text/markdown_cell.h"

namespace feluda {
namespace {

std::string Row(const std::string& name, const ComparedFigure& figure) {
  return MarkdownRow({EscapeCell(name), std::string(MetricName(figure.metric)),
                      MetricText(figure.metric, figure.old_median),
                      MetricText(figure.metric, figure.new_median),
                      EscapeCell(ChangeText(figure.ratio)),
                      EscapeCell(IntervalText(figure)), VerdictText(figure)});
}

// Empty where no figure has one of the verdicts.
std::string VerdictTable(const Comparison& comparison, size_t most,
                         std::initializer_list<ComparedVerdict> verdicts) {
  std::string rows;
  size_t count = 0;
  for (const ComparedVerdict verdict : verdicts) {
    for (const BenchmarkChange& pair : comparison.benchmarks) {
      for (const ComparedFigure& figure : pair.figures) {
        if (figure.verdict != verdict) continue;
        if (count++ < most) absl::StrAppend(&rows, Row(pair.name, figure));
      }
    }
  }
  if (count == 0) return "";
  std::string table =
      absl::StrCat(MarkdownRow({"Benchmark", "Figure", "Old", "New", "Change",
                                "95 % interval", "Verdict"}),
                   "| --- | --- | ---: | ---: | ---: | ---: | --- |\n", rows);
  if (count > most) absl::StrAppend(&table, "\nand ", count - most, " more\n");
  return table;
}

void AppendSections(const std::vector<ReportSection>& sections, size_t most,
                    std::string& text) {
  for (const ReportSection& section : sections) {
    absl::StrAppend(&text, "### ", section.title, "\n\n");
    for (size_t i = 0; i < std::min(most, section.lines.size()); ++i) {
      absl::StrAppend(&text, "- ", EscapeCell(section.lines[i]), "\n");
    }
    if (section.lines.size() > most) {
      absl::StrAppend(&text, "- and ", section.lines.size() - most, " more\n");
    }
    text += "\n";
  }
}

void AppendFolded(const std::string& title, const std::string& body,
                  std::string& text) {
  if (body.empty()) return;
  absl::StrAppend(&text, "<details><summary>", title, "</summary>\n\n", body,
                  "\n</details>\n\n");
}

}  // namespace

std::string ComparisonMarkdown(const ComparisonReport& report, size_t rows) {
  const Comparison& comparison = report.comparison;
  std::string text =
      absl::StrCat("## Comparison\n\n", SummaryText(report), ".\n\n");
  absl::StrAppend(&text, "- Old: ",
                  EscapeCell(SideText(comparison.old_files,
                                      MostProcesses(comparison, false))),
                  "\n- New: ",
                  EscapeCell(SideText(comparison.new_files,
                                      MostProcesses(comparison, true))),
                  "\n\n");
  AppendSections(SectionsBefore(report), rows, text);
  const std::string changed = VerdictTable(
      comparison, rows, {ComparedVerdict::kWorse, ComparedVerdict::kBetter});
  if (!changed.empty()) absl::StrAppend(&text, changed, "\n");
  AppendFolded(
      "Cannot be told",
      VerdictTable(comparison, rows,
                   {ComparedVerdict::kCannotTell, ComparedVerdict::kNone}),
      text);
  AppendFolded("The same",
               VerdictTable(comparison, rows, {ComparedVerdict::kSame}), text);
  AppendSections(SectionsAfter(report), rows, text);
  for (const std::string& line : LegendLines(comparison)) {
    absl::StrAppend(&text, "- ", EscapeCell(line), "\n");
  }
  return text;
}

}  // namespace feluda

#include "reporters/compare/formats/comparison_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/text/printable_line.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

constexpr size_t kFilesNamed = 3;
constexpr size_t kLoadsNamed = 5;

void AddSection(absl::string_view title, std::vector<std::string> lines,
                std::vector<ReportSection>& sections) {
  if (lines.empty()) return;
  sections.push_back({std::string(title), std::move(lines)});
}

std::vector<std::string> FailureLines(
    const std::vector<ComparedFailure>& failures) {
  std::vector<std::string> lines;
  for (const ComparedFailure& failure : failures) {
    lines.push_back(absl::StrCat(PrintableLine(failure.name), ": ",
                                 FirstLine(Printable(failure.message))));
  }
  return lines;
}

std::vector<std::string> PrintableLines(const std::vector<std::string>& names) {
  std::vector<std::string> lines;
  for (const std::string& name : names) lines.push_back(PrintableLine(name));
  return lines;
}

// "+7.1" of 1.071.
std::string Percent(double ratio) {
  if (std::isinf(ratio)) return "+infinite";
  return absl::StrFormat("%+.1f", (ratio - 1) * 100);
}

}  // namespace

absl::string_view VerdictWord(ComparedVerdict verdict) {
  switch (verdict) {
    case ComparedVerdict::kWorse:
      return "worse";
    case ComparedVerdict::kBetter:
      return "better";
    case ComparedVerdict::kCannotTell:
      return "cannot tell";
    case ComparedVerdict::kNone:
      return "no verdict";
    case ComparedVerdict::kSame:
      return "same";
  }
  return "";
}

std::string IntervalText(const ComparedFigure& figure) {
  if (figure.is_exact) return "exact";
  if (!figure.interval.has_value()) return "";
  return absl::StrCat(Percent(figure.interval->low), " … ",
                      Percent(figure.interval->high), " %");
}

std::string VerdictText(const ComparedFigure& figure) {
  const absl::string_view word = VerdictWord(figure.verdict);
  if (figure.load.has_value() && figure.verdict != ComparedVerdict::kNone) {
    return absl::StrFormat("%s, others took %.1f, now %.1f CPUs", word,
                           figure.load->old_cpus, figure.load->new_cpus);
  }
  if (figure.verdict == ComparedVerdict::kNone) {
    return absl::StrCat(word, ", one process");
  }
  if (!figure.needed.has_value()) return std::string(word);
  const ProcessesToTell& needed = *figure.needed;
  constexpr double kMaxProcesses = 1e6;
  if (!(needed.processes < kMaxProcesses)) {
    return absl::StrCat(word, ", too noisy");
  }
  std::string needs = absl::StrFormat("%s, needs %.0f", word, needed.processes);
  if (needed.change == 0) return absl::StrCat(needs, " or more");
  if (!needed.tells_change) return needs;
  return absl::StrFormat("%s for %g %%", needs, needed.change * 100);
}

std::string SideText(const std::vector<std::string>& files, size_t processes) {
  std::vector<std::string> names;
  for (size_t i = 0; i < std::min(files.size(), kFilesNamed); ++i) {
    names.push_back(PrintableLine(files[i]));
  }
  if (files.size() > kFilesNamed) {
    names.push_back(absl::StrCat(files.size() - kFilesNamed, " more"));
  }
  return absl::StrCat(absl::StrJoin(names, ", "), " (", processes,
                      processes == 1 ? " process)" : " processes)");
}

size_t MostProcesses(const Comparison& comparison, bool new_side) {
  size_t most = 0;
  for (const BenchmarkChange& pair : comparison.benchmarks) {
    for (const ComparedFigure& figure : pair.figures) {
      most = std::max(most,
                      new_side ? figure.new_processes : figure.old_processes);
    }
  }
  return most;
}

namespace {

// What others did to the times; empty where that was the same.
std::vector<std::string> LoadLines(const ComparisonReport& report) {
  const Comparison& comparison = report.comparison;
  constexpr absl::string_view kRemedy =
      "; //bench:ab runs both builds in turn, so that they share the load";
  std::vector<std::string> lines;
  if (!report.load_averages.empty()) {
    lines.push_back(absl::StrCat(
        report.load_averages, ": times may differ for that reason", kRemedy));
  }
  std::vector<std::string> names;
  for (const BenchmarkChange& pair : comparison.benchmarks) {
    if (!pair.load.has_value() ||
        !MattersTo(ComparedMetric::kTime, *pair.load)) {
      continue;
    }
    names.push_back(
        absl::StrCat(Printable(pair.name), ": ", DescribeLoad(*pair.load)));
  }
  if (names.empty()) return lines;
  lines.push_back(absl::StrCat(
      "the times of ", names.size(), " of ", comparison.benchmarks.size(),
      " benchmarks are judged only beyond what the load may do, which differed "
      "or left less than a CPU",
      kRemedy));
  if (comparison.load.has_value()) {
    lines.push_back(absl::StrCat("over all ", DescribeLoad(*comparison.load)));
  }
  // The rows tell the others'.
  const size_t count = names.size();
  names.resize(std::min(count, kLoadsNamed));
  lines.insert(lines.end(), names.begin(), names.end());
  if (count > names.size()) {
    lines.push_back(absl::StrCat("and ", count - names.size(), " more"));
  }
  return lines;
}

}  // namespace

std::vector<ReportSection> SectionsBefore(const ComparisonReport& report) {
  std::vector<ReportSection> sections;
  std::vector<std::string> lines;
  for (const OtherCondition& condition : report.conditions) {
    lines.push_back(DescribeCondition(condition));
  }
  for (const std::string& work : report.comparison.other_work) {
    lines.push_back(PrintableLine(work));
  }
  AddSection("Not only the program differs", std::move(lines), sections);
  AddSection("The load of the machine may have changed times",
             LoadLines(report), sections);
  AddSection("Note", PrintableLines(report.notes), sections);
  AddSection("Newly failed", FailureLines(report.comparison.newly_failed),
             sections);
  std::vector<std::string> broken;
  for (const BrokenLimit& limit : report.broken_limits) {
    broken.push_back(PrintableLine(Describe(limit)));
  }
  AddSection("Over the budget", std::move(broken), sections);
  return sections;
}

std::vector<ReportSection> SectionsAfter(const ComparisonReport& report) {
  const Comparison& comparison = report.comparison;
  std::vector<ReportSection> sections;
  AddSection("Newly passing", PrintableLines(comparison.newly_passing),
             sections);
  AddSection("Failed on both sides", FailureLines(comparison.failed_on_both),
             sections);
  AddSection("Added", PrintableLines(comparison.added), sections);
  AddSection("Removed", PrintableLines(comparison.removed), sections);
  return sections;
}

std::string SummaryText(const ComparisonReport& report) {
  const Comparison& comparison = report.comparison;
  const std::pair<size_t, absl::string_view> parts[] = {
      {comparison.newly_failed.size(), "newly failed"},
      {report.broken_limits.size(), "over the budget"},
      {comparison.Count(ComparedVerdict::kWorse), "worse"},
      {comparison.Count(ComparedVerdict::kBetter), "better"},
      {comparison.Count(ComparedVerdict::kSame), "the same"},
      {comparison.Count(ComparedVerdict::kCannotTell), "that cannot be told"},
      {comparison.Count(ComparedVerdict::kNone), "without a verdict"}};
  std::vector<std::string> texts;
  for (const auto& [count, what] : parts) {
    if (count > 0) texts.push_back(absl::StrCat(count, " ", what));
  }
  return absl::StrCat(
      "Of ", comparison.benchmarks.size(), " benchmarks and their figures: ",
      texts.empty() ? "no figure on both sides" : absl::StrJoin(texts, ", "));
}

std::vector<std::string> LegendLines(const Comparison& comparison) {
  std::vector<std::string> lines;
  if (comparison.Count(ComparedVerdict::kNone) > 0) {
    lines.push_back(
        "No verdict: nothing can be told of one process on a side. A run with "
        "--feluda_rounds=10 has ten, and so have ten files on a side.");
  }
  if (comparison.Count(ComparedVerdict::kCannotTell) > 0) {
    lines.push_back(
        "Needs 20: so many processes a side would show in nine cases of ten "
        "that nothing changed. Needs 20 for 12.5 %: a change of that much.");
  }
  if (comparison.tests > 0) {
    lines.push_back(absl::StrFormat(
        "If nothing had changed, at most 1 of 50 such comparisons would call "
        "any noisy figure worse: %d tests share the limit, p <= %.2g each.",
        comparison.tests, comparison.limit));
  }
  return lines;
}

}  // namespace feluda

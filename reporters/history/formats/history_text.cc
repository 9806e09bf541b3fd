#include "reporters/history/formats/history_text.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/text/printable_line.h"

namespace feluda {
namespace {

constexpr size_t kShownOfHash = 9;
// A step needs two figures on each side: see steps.h.
constexpr size_t kMinFiguresForAStep = 4;

std::string DateText(absl::Time date) {
  return absl::FormatTime("%Y-%m-%d %H:%M", date, absl::UTCTimeZone());
}

absl::string_view FileName(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == absl::string_view::npos ? path : path.substr(slash + 1);
}

std::string Plural(size_t count, absl::string_view what,
                   absl::string_view ending = "s") {
  return absl::StrCat(count, " ", what, count == 1 ? "" : ending);
}

size_t CountBenchmarks(const History& history) {
  std::set<absl::string_view> names;
  for (const HistorySeries& series : history.series) {
    names.insert(series.benchmark);
  }
  return names.size();
}

std::string Span(const History& history) {
  absl::Time first = absl::InfiniteFuture();
  absl::Time last = absl::InfinitePast();
  for (const HistoryMoment& moment : history.moments) {
    for (const HistoryReport& report : moment.reports) {
      if (!report.date.has_value()) continue;
      first = std::min(first, *report.date);
      last = std::max(last, *report.date);
    }
  }
  if (first > last) return "";
  return absl::StrCat(", ", DateText(first), " to ", DateText(last), " UTC");
}

size_t CountIf(const History& history, bool (*is)(const HistorySeries&)) {
  return static_cast<size_t>(
      std::count_if(history.series.begin(), history.series.end(), is));
}

}  // namespace

std::string MomentText(const HistoryMoment& moment) {
  const HistoryReport& report = moment.first();
  std::string text = report.commit.empty()
                         ? PrintableLine(FileName(report.file))
                         : absl::StrCat(report.commit.substr(0, kShownOfHash),
                                        report.is_modified ? "+" : "");
  if (report.date.has_value()) {
    absl::StrAppend(&text, " ", DateText(*report.date));
  }
  return text;
}

std::string SeriesName(const HistorySeries& series) {
  std::string name = PrintableLine(series.benchmark);
  if (series.work.empty()) return name;
  return absl::StrCat(name, " (", PrintableLine(series.work), ")");
}

std::string GroupText(const HistoryGroup& group) {
  if (group.conditions.empty()) return "does not tell";
  return absl::StrJoin(
      group.conditions, ", ", [](std::string* out, const auto& condition) {
        absl::StrAppend(out, condition.first, " ", condition.second);
      });
}

std::vector<std::string> StepTitles() {
  return {"Benchmark", "Figure", "Last before", "First after",
          "Before",    "After",  "Change",      "Found"};
}

std::vector<std::string> StepCells(const History& history,
                                   const HistorySeries& series,
                                   const HistoryStep& step) {
  const auto moment = [&](size_t figure) {
    return MomentText(history.moments[series.figures[figure].moment]);
  };
  return {SeriesName(series),
          std::string(MetricName(series.metric)),
          moment(step.index - 1),
          moment(step.index),
          MetricText(series.metric, step.before),
          MetricText(series.metric, step.after),
          ChangeText(step.ratio),
          series.is_exact ? "exactly" : "in noise"};
}

std::string HistorySummary(const History& history) {
  const size_t with_steps = CountIf(
      history, [](const auto& series) { return !series.steps.empty(); });
  return absl::StrCat(Plural(history.CountSteps(), "step"), " in ", with_steps,
                      " of ", Plural(history.series.size(), "series", ""), "; ",
                      Plural(CountBenchmarks(history), "benchmark"), ", ",
                      Plural(history.CountReports(), "report"), Span(history));
}

std::vector<ReportSection> HistorySectionsBefore(const History& history) {
  std::vector<ReportSection> sections;
  if (history.groups.size() > 1) {
    ReportSection groups = {
        "Machines and builds differ, and have series of their own", {}};
    for (size_t i = 0; i < history.groups.size(); ++i) {
      const HistoryGroup& group = history.groups[i];
      groups.lines.push_back(absl::StrCat("[", i + 1, "] ", GroupText(group),
                                          ": ",
                                          Plural(group.reports, "report")));
    }
    sections.push_back(std::move(groups));
  }
  if (!history.notes.empty()) {
    ReportSection notes = {"Note", {}};
    for (const std::string& note : history.notes) {
      notes.lines.push_back(PrintableLine(note));
    }
    sections.push_back(std::move(notes));
  }
  return sections;
}

std::vector<ReportSection> HistorySectionsAfter(const History& history) {
  // Several series step at one place.
  std::set<std::string> known;
  ReportSection section = {"Where the steps are, not only the commit changed",
                           {}};
  for (const HistoryStepPlace& place : StepsByImportance(history)) {
    const HistorySeries& series = history.series[place.series];
    const HistoryStep& step = series.steps[place.step];
    for (const OtherCondition& condition : step.conditions) {
      std::string line = absl::StrCat(
          MomentText(history.moments[series.figures[step.index].moment]), ": ",
          DescribeCondition(condition));
      if (known.insert(line).second) section.lines.push_back(std::move(line));
    }
  }
  if (section.lines.empty()) return {};
  return {section};
}

std::vector<std::string> HistoryLegend(const History& history) {
  std::vector<std::string> lines;
  const size_t noisy = CountIf(history, [](const auto& series) {
    return !series.is_exact && series.figures.size() >= kMinFiguresForAStep;
  });
  const size_t exact =
      CountIf(history, [](const auto& series) { return series.is_exact; });
  const size_t few = CountIf(history, [](const auto& series) {
    return !series.is_exact && series.figures.size() < kMinFiguresForAStep;
  });
  if (exact > 0) {
    lines.push_back(absl::StrCat(
        "Found exactly: ", exact,
        " series are counts that are the same in all processes of each report; "
        "they step wherever they change."));
  }
  if (noisy > 0) {
    lines.push_back(absl::StrCat(
        "Found in noise: E-divisive on ", noisy,
        " series, which share one limit on false steps. Of flat series 1 to 3 "
        "in 100 have one where each is alone, and at most 5 in 1,000 among "
        "1,000."));
  }
  if (few > 0) {
    lines.push_back(absl::StrCat(few, " series have fewer than ",
                                 kMinFiguresForAStep,
                                 " reports, which is too few for a step."));
  }
  return lines;
}

}  // namespace feluda

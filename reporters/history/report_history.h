// Many reports as series of figures, one for each benchmark and metric, and the
// steps in them. make_history.h makes one.

#ifndef REPORTERS_HISTORY_REPORT_HISTORY_H_
#define REPORTERS_HISTORY_REPORT_HISTORY_H_

#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

#include "reporters/compare/conditions/conditions.h"
#include "reporters/compare/metric.h"
#include "reporters/history/history_report.h"

namespace feluda {

// A point of time in a history: the reports of one commit, or one report.
struct HistoryMoment {
  std::vector<HistoryReport> reports;
  // An index of History::groups.
  size_t group = 0;

  const HistoryReport& first() const { return reports.front(); }
};

// What the reports of some series have in common.
struct HistoryGroup {
  // The conditions that the reports tell.
  Conditions conditions;
  size_t reports = 0;
};

struct HistoryFigure {
  // An index of History::moments.
  size_t moment;
  // Seconds, bytes or a count.
  double value;
};

struct HistoryStep {
  // The first figure of the new level, an index of HistorySeries::figures.
  size_t index;
  // The medians of the levels before and after, and their ratio, infinite where
  // `before` is 0.
  double before;
  double after;
  double ratio;
  // What else changed there: see conditions.h.
  std::vector<OtherCondition> conditions;
};

struct HistorySeries {
  std::string benchmark;
  // Seed, weights and size of the input; empty where the benchmark has the same
  // in all reports of its group.
  std::string work;
  ComparedMetric metric;
  size_t group;
  bool is_exact = false;
  std::vector<HistoryFigure> figures;
  std::vector<HistoryStep> steps;
};

struct History {
  std::vector<HistoryMoment> moments;
  std::vector<HistoryGroup> groups;
  // Series with steps come first: rises before falls, the largest first.
  std::vector<HistorySeries> series;
  std::vector<std::string> notes;

  size_t CountSteps() const;
  size_t CountReports() const;
};

// Lower is more important: rises come before falls, the largest first.
std::tuple<int, double> ImportanceOf(const HistoryStep& step);

// The step's series and its index there.
struct HistoryStepPlace {
  size_t series;
  size_t step;
};
// All steps, the most important first.
std::vector<HistoryStepPlace> StepsByImportance(const History& history);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_REPORT_HISTORY_H_

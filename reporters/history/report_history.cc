#include "reporters/history/report_history.h"

#include <algorithm>
#include <cmath>

namespace feluda {

std::tuple<int, double> ImportanceOf(const HistoryStep& step) {
  return {step.ratio > 1 ? 0 : 1,
          -std::abs(std::log(std::max(step.ratio, 1e-300)))};
}

size_t History::CountSteps() const {
  size_t count = 0;
  for (const HistorySeries& each : series) count += each.steps.size();
  return count;
}

size_t History::CountReports() const {
  size_t count = 0;
  for (const HistoryGroup& group : groups) count += group.reports;
  return count;
}

std::vector<HistoryStepPlace> StepsByImportance(const History& history) {
  std::vector<HistoryStepPlace> places;
  for (size_t i = 0; i < history.series.size(); ++i) {
    for (size_t j = 0; j < history.series[i].steps.size(); ++j) {
      places.push_back({i, j});
    }
  }
  const auto step_at = [&](const HistoryStepPlace& place) -> const auto& {
    return history.series[place.series].steps[place.step];
  };
  std::stable_sort(
      places.begin(), places.end(), [&](const auto& one, const auto& other) {
        return ImportanceOf(step_at(one)) < ImportanceOf(step_at(other));
      });
  return places;
}

}  // namespace feluda

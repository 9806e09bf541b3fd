#include "reporters/history/make_history.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace feluda {
namespace {

// In these a report of other figures differs.
constexpr absl::string_view kOfAGroup[] = {
    "processor",      "CPUs",      "compiler",
    "compiler flags", "optimised", "build of Google Benchmark"};

Conditions GroupConditions(const Conditions& conditions) {
  Conditions chosen;
  for (const auto& [name, value] : conditions) {
    const auto* const found =
        std::find(std::begin(kOfAGroup), std::end(kOfAGroup), name);
    if (found != std::end(kOfAGroup) && !value.empty()) {
      chosen.emplace_back(name, value);
    }
  }
  return chosen;
}

// Puts each report at its moment, and each moment into its group.
class MomentMaker {
 public:
  explicit MomentMaker(const HistoryOptions& options) : options_(options) {}

  void Add(HistoryReport report) {
    const size_t group = GroupOf(report);
    ++groups_[group].reports;
    const auto last = last_of_group_.find(group);
    if (last != last_of_group_.end() &&
        IsOfOneCommit(moments_[last->second].first(), report)) {
      moments_[last->second].reports.push_back(std::move(report));
      return;
    }
    last_of_group_[group] = moments_.size();
    HistoryMoment moment;
    moment.group = group;
    moment.reports.push_back(std::move(report));
    moments_.push_back(std::move(moment));
  }

  void Finish(History& history) {
    history.moments = std::move(moments_);
    history.groups = std::move(groups_);
  }

 private:
  // Two states of a tree that differs from its commit may be any two programs.
  static bool IsOfOneCommit(const HistoryReport& one,
                            const HistoryReport& other) {
    return !one.commit.empty() && one.commit == other.commit &&
           !one.is_modified && !other.is_modified;
  }

  size_t GroupOf(const HistoryReport& report) {
    Conditions conditions;
    if (!options_.across) conditions = GroupConditions(report.conditions);
    const auto [place, is_new] =
        places_.emplace(std::move(conditions), groups_.size());
    if (is_new) groups_.push_back({place->first, 0});
    return place->second;
  }

  const HistoryOptions& options_;
  std::vector<HistoryMoment> moments_;
  std::vector<HistoryGroup> groups_;
  std::map<Conditions, size_t> places_;
  std::map<size_t, size_t> last_of_group_;
};

std::tuple<int, double> ImportanceOf(const HistorySeries& series) {
  constexpr int kNoStep = 2;
  std::tuple<int, double> most = {kNoStep, 0};
  for (const HistoryStep& step : series.steps) {
    most = std::min(most, ImportanceOf(step));
  }
  return most;
}

// What changed from the report before the step to the one after it.
std::vector<OtherCondition> ChangedConditions(const Conditions& from,
                                              const Conditions& to) {
  std::vector<OtherCondition> changed;
  for (const auto& [name, value] : from) {
    const auto other = std::find_if(
        to.begin(), to.end(),
        [&name = name](const auto& each) { return each.first == name; });
    if (other == to.end() || value.empty() || other->second.empty()) continue;
    if (other->second != value) {
      changed.push_back({name, value, other->second});
    }
  }
  return changed;
}

void TellConditions(const std::vector<HistoryMoment>& moments,
                    HistorySeries& series) {
  for (HistoryStep& step : series.steps) {
    const auto& from = moments[series.figures[step.index - 1].moment];
    const auto& to = moments[series.figures[step.index].moment];
    step.conditions = ChangedConditions(from.reports.back().conditions,
                                        to.reports.front().conditions);
  }
}

std::vector<std::string> NotesOf(const std::vector<HistoryMoment>& moments) {
  std::vector<std::string> notes;
  std::map<std::string, size_t> failures;
  for (const HistoryMoment& moment : moments) {
    for (const HistoryReport& report : moment.reports) {
      for (const std::string& file : report.side.cut_short()) {
        notes.push_back(
            absl::StrCat(file, ": is cut short; what is there is used"));
      }
      const auto& partial = report.side.partial();
      notes.insert(notes.end(), partial.begin(), partial.end());
      if (report.side.benchmarks().empty()) {
        notes.push_back(
            absl::StrCat(report.file, ": has no benchmark that ran"));
      }
      for (const ComparedBenchmark& benchmark : report.side.benchmarks()) {
        if (benchmark.failures > 0) ++failures[benchmark.name];
      }
    }
  }
  for (const auto& [name, count] : failures) {
    notes.push_back(
        absl::StrCat(name, ": failed in ", count,
                     count == 1 ? " report, which has" : " reports, which have",
                     " no figure of it"));
  }
  return notes;
}

}  // namespace

History MakeHistory(std::vector<HistoryReport> reports,
                    const HistoryOptions& options) {
  History history;
  MomentMaker maker(options);
  for (HistoryReport& report : reports) maker.Add(std::move(report));
  maker.Finish(history);
  history.notes = NotesOf(history.moments);
  history.series = CollectSeries(history.moments, options.series);
  FindStepsOf(options.series, history.series);
  for (HistorySeries& series : history.series) {
    TellConditions(history.moments, series);
  }
  std::stable_sort(history.series.begin(), history.series.end(),
                   [](const auto& one, const auto& other) {
                     return ImportanceOf(one) < ImportanceOf(other);
                   });
  return history;
}

}  // namespace feluda

#include "reporters/compare/formats/comparison_json.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

Json Finite(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json FigureData(const ComparedFigure& figure) {
  Json json;
  json["figure"] = std::string(MetricKey(figure.metric));
  json["old"] = figure.old_median;
  json["new"] = figure.new_median;
  json["ratio"] = Finite(figure.ratio);
  const bool has_interval = figure.interval.has_value();
  json["low"] = has_interval ? Finite(figure.interval->low) : Json(nullptr);
  json["high"] = has_interval ? Finite(figure.interval->high) : Json(nullptr);
  json["old_processes"] = figure.old_processes;
  json["new_processes"] = figure.new_processes;
  json["threshold"] = figure.threshold;
  json["exact"] = figure.is_exact;
  std::string verdict(VerdictWord(figure.verdict));
  std::replace(verdict.begin(), verdict.end(), ' ', '_');
  json["verdict"] = verdict;
  json["hidden_by_load"] = figure.is_hidden_by_load;
  json["processes_needed"] = figure.needed.has_value()
                                 ? Finite(figure.needed->processes)
                                 : Json(nullptr);
  return json;
}

Json FailureData(const std::vector<ComparedFailure>& failures) {
  Json json = Json::array();
  for (const ComparedFailure& failure : failures) {
    json.push_back({{"name", failure.name}, {"message", failure.message}});
  }
  return json;
}

Json SummaryData(const ComparisonReport& report) {
  const Comparison& comparison = report.comparison;
  Json json;
  json["worse"] = comparison.Count(ComparedVerdict::kWorse);
  json["better"] = comparison.Count(ComparedVerdict::kBetter);
  json["same"] = comparison.Count(ComparedVerdict::kSame);
  json["cannot_tell"] = comparison.Count(ComparedVerdict::kCannotTell);
  json["no_verdict"] = comparison.Count(ComparedVerdict::kNone);
  json["newly_failed"] = comparison.newly_failed.size();
  json["over_budget"] = report.broken_limits.size();
  return json;
}

Json ConditionData(const std::vector<OtherCondition>& conditions) {
  Json json = Json::array();
  for (const OtherCondition& condition : conditions) {
    json.push_back({{"what", condition.what},
                    {"old", condition.old_value},
                    {"new", condition.new_value}});
  }
  return json;
}

// Null where it is not told.
Json LoadData(const std::optional<LoadOfSides>& load) {
  if (!load.has_value()) return nullptr;
  return {{"old", load->old_cpus},
          {"new", load->new_cpus},
          {"differs", load->Differs()},
          {"full", load->IsFull()}};
}

Json BenchmarkData(const BenchmarkChange& pair) {
  Json figures = Json::array();
  for (const ComparedFigure& figure : pair.figures) {
    figures.push_back(FigureData(figure));
  }
  Json json;
  json["name"] = pair.name;
  json["other_cpus"] = LoadData(pair.load);
  json["figures"] = std::move(figures);
  return json;
}

}  // namespace

Json ComparisonData(const ComparisonReport& report, size_t benchmarks) {
  const Comparison& comparison = report.comparison;
  Json json;
  json["old"] = {{"files", comparison.old_files},
                 {"processes", MostProcesses(comparison, false)}};
  json["new"] = {{"files", comparison.new_files},
                 {"processes", MostProcesses(comparison, true)}};
  json["summary"] = SummaryData(report);
  json["conditions"] = ConditionData(report.conditions);
  json["other_work"] = comparison.other_work;
  json["load_averages"] = report.load_averages;
  json["other_cpus"] = LoadData(comparison.load);
  json["notes"] = report.notes;
  json["newly_failed"] = FailureData(comparison.newly_failed);
  Json broken = Json::array();
  for (const BrokenLimit& limit : report.broken_limits) {
    broken.push_back(Describe(limit));
  }
  json["over_budget"] = std::move(broken);
  json["added"] = comparison.added;
  json["removed"] = comparison.removed;
  json["newly_passing"] = comparison.newly_passing;
  json["failed_on_both"] = FailureData(comparison.failed_on_both);
  json["tests"] = comparison.tests;
  json["p_value_limit"] = comparison.limit;
  Json all = Json::array();
  const size_t count = std::min(benchmarks, comparison.benchmarks.size());
  for (size_t i = 0; i < count; ++i) {
    all.push_back(BenchmarkData(comparison.benchmarks[i]));
  }
  json["benchmarks"] = std::move(all);
  return json;
}

std::string ComparisonJson(const ComparisonReport& report) {
  return absl::StrCat(DumpJson(ComparisonData(report), 1), "\n");
}

}  // namespace feluda

#include "reporters/html/page_data.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lib/runs/json/run_to_json.h"
#include "lib/text/json_text.h"
#include "lib/text/text.h"
#include "nlohmann/json.hpp"
#include "reporters/html/plan_data.h"
#include "reporters/html/python_data.h"
#include "reporters/html/result_data.h"
#include "reporters/html/result_ranking.h"
#include "reporters/plan/plan.h"
#include "reporters/python/python_comparison.h"
#include "reporters/report/aggregate_figures.h"
#include "reporters/report/data_names.h"
#include "reporters/report/noise.h"
#include "reporters/report/sizing.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::optional<double>& value) {
  return value.has_value() ? Json(*value) : Json(nullptr);
}

Json BytesOrNull(const std::optional<double>& mebibytes) {
  constexpr double kBytesPerMebibyte = 1 << 20;
  return mebibytes.has_value() ? Json(*mebibytes * kBytesPerMebibyte)
                               : Json(nullptr);
}

size_t CountFailures(const std::vector<Result>& results) {
  return std::count_if(
      results.begin(), results.end(),
      [](const Result& result) { return result.error.has_value(); });
}

// The results that fit, in the order in which they ran.
Json ResultsJson(const std::vector<Result>& results, const PageLimits& limits) {
  const DataNames names(results);
  std::vector<std::pair<size_t, Json>> chosen;
  size_t bytes = 0;
  for (const size_t index : RankResults(results, limits.group_size)) {
    if (chosen.size() == limits.results) break;
    Json json = ResultData(results[index], limits.text_bytes);
    if (names.IsShared(results[index])) json["data_is_shared"] = true;
    const size_t size = DumpJson(json).size();
    if (bytes + size > limits.result_bytes) continue;
    bytes += size;
    chosen.emplace_back(index, std::move(json));
  }
  std::sort(chosen.begin(), chosen.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  Json json = Json::array();
  for (auto& [index, result] : chosen) json.push_back(std::move(result));
  return json;
}

Json GrowthJson(const std::optional<Growth>& growth) {
  if (!growth.has_value()) return nullptr;
  return {{"exponent", growth->exponent}, {"r_squared", growth->r_squared}};
}

Json SizingJson(const Sizing& sizing, const PageLimits& limits) {
  Json json;
  json["worker_bytes"] = BytesOrNull(sizing.worker_memory_mib);
  json["startup_seconds"] = OrNull(sizing.startup_seconds);
  json["unit"] = CutText(sizing.unit, limits.text_bytes);
  json["slowest_per_core_hour"] = OrNull(sizing.slowest_per_core_hour);
  json["fastest_per_core_hour"] = OrNull(sizing.fastest_per_core_hour);
  json["time_growth"] = GrowthJson(sizing.time_growth);
  json["memory_growth"] = GrowthJson(sizing.memory_growth);
  return json;
}

Json OperatorJson(const OperatorStatistics& statistics) {
  Json json;
  json["results"] = statistics.results;
  json["successes"] = statistics.successes;
  if (statistics.execution_time.has_value()) {
    const OperatorStatistics::Times& times = *statistics.execution_time;
    json["mean_seconds"] = times.mean;
    json["min_seconds"] = times.min;
    json["max_seconds"] = times.max;
    json["stddev_seconds"] = times.stddev;
  }
  json["mean_memory_change_bytes"] =
      BytesOrNull(statistics.mean_memory_change_mib);
  json["max_memory_peak_bytes"] = BytesOrNull(statistics.max_memory_peak_mib);
  return json;
}

// The operators that have a result on the page, over all of their results.
Json OperatorsJson(const Report& report, const Json& shown_results,
                   const PageLimits& limits) {
  std::set<std::string> shown;
  for (const Json& result : shown_results) shown.insert(result["operator"]);
  std::map<std::string, Sizing> sizing;
  for (Sizing& entry : ComputeSizing(report.results())) {
    sizing[entry.operator_name] = std::move(entry);
  }
  Json json = Json::array();
  for (const OperatorStatistics& entry : report.Statistics()) {
    const std::string name = CutText(entry.operator_name, limits.text_bytes);
    if (shown.count(name) == 0) continue;
    Json& added = json.emplace_back(Json{{"name", name}});
    added.update(OperatorJson(entry));
    const auto found = sizing.find(entry.operator_name);
    if (found != sizing.end()) {
      added["sizing"] = SizingJson(found->second, limits);
    }
  }
  return json;
}

double Seconds(const Report::Run& run) {
  return run.GetAdjustedRealTime() /
         benchmark::GetTimeUnitMultiplier(run.time_unit);
}

// The growth of a family with a complexity and the error of its fit are two
// rows.
Json ComplexityJson(const Report& report, const PageLimits& limits) {
  Json json = Json::array();
  for (const Report::Run& run : report.runs()) {
    if (!run.report_big_o && !run.report_rms) continue;
    if (json.size() == limits.complexity_rows) break;
    Json& row = json.emplace_back();
    row["name"] = CutText(run.run_name.str(), limits.text_bytes);
    if (run.report_rms) {
      row["rms"] = RmsShare(run);
    } else {
      row["growth"] = std::string(BigOName(run.complexity));
      row["seconds"] = Seconds(run);
    }
  }
  return json;
}

// {"total": 2, "shown": [...]}: the first rows, and how many there are.
template <typename Rows, typename ToJson>
Json FirstRows(const Rows& rows, size_t most, ToJson to_json) {
  Json shown = Json::array();
  for (const auto& row : rows) {
    if (shown.size() == most) break;
    shown.push_back(to_json(row));
  }
  return {{"total", rows.size()}, {"shown", std::move(shown)}};
}

Json SkippedJson(const Report& report, const PageLimits& limits) {
  return FirstRows(
      report.skipped(), limits.other_rows, [&](const Result& result) {
        return Json{
            {"name", CutText(result.Name(), limits.text_bytes)},
            {"message", CutText(Printable(*result.skipped), limits.text_bytes)},
        };
      });
}

Json AggregatesJson(const std::vector<const Report::Run*>& aggregates,
                    const PageLimits& limits) {
  return FirstRows(aggregates, limits.other_rows, [&](const Report::Run* run) {
    const AggregateFigures figures = GetAggregateFigures(*run);
    return Json{
        {"name", CutText(run->run_name.str(), limits.text_bytes)},
        {"aggregate", CutText(run->aggregate_name, limits.text_bytes)},
        {"repetitions", run->iterations},
        {figures.is_share ? "share" : "seconds", OrNull(figures.real)},
        {figures.is_share ? "cpu_share" : "cpu_seconds", OrNull(figures.cpu)},
        {"peak_memory", OrNull(figures.peak_memory)},
        {"memory_rise", OrNull(figures.memory_rise)},
        {"peak_heap", OrNull(figures.peak_heap)},
        {"allocations", OrNull(figures.allocations)},
    };
  });
}

}  // namespace

Json PageData(const Report& report, const PageLimits& limits) {
  Json results = ResultsJson(report.results(), limits);
  Json data;
  data["partial"] =
      report.partial().empty() ? Json(nullptr) : Json(report.partial());
  data["total"] = report.results().size();
  data["failed"] = CountFailures(report.results());
  data["system_info"] = report.provenance().system_info;
  data["context"] = report.provenance().benchmark;
  Json& noise = data["noise"] = Json::array();
  for (const Noise& each : MachineNoise(report.provenance().system_info)) {
    noise.push_back(each.what);
  }
  data["plan"] =
      PlanData(MakePlan(report), limits.other_rows, limits.text_bytes);
  Json python = PythonData(CompareWithPython(report.results()),
                           limits.other_rows, limits.text_bytes);
  if (!python.is_null()) data["python"] = std::move(python);
  data["operators"] = OperatorsJson(report, results, limits);
  data["complexity"] = ComplexityJson(report, limits);
  if (!report.skipped().empty()) data["skipped"] = SkippedJson(report, limits);
  const std::vector<const Report::Run*> aggregates = report.LoneAggregates();
  if (!aggregates.empty()) {
    data["aggregates"] = AggregatesJson(aggregates, limits);
  }
  data["figures"] = FigureNames();
  data["results"] = std::move(results);
  return data;
}

}  // namespace feluda

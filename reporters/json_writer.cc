#include "reporters/json_writer.h"

#include <cmath>
#include <optional>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_json.h"
#include "lib/runs/system_info.h"
#include "nlohmann/json.hpp"
#include "reporters/sizing.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

// A count reads 900, not 900.0. What is not finite the library writes as null.
Json Number(double value) {
  constexpr double kExactIntegers = 9007199254740992;  // 2^53
  if (std::abs(value) <= kExactIntegers && value == std::trunc(value)) {
    return static_cast<int64_t>(value);
  }
  return value;
}

Json OrNull(const std::optional<double>& value) {
  return value.has_value() ? Json(*value) : Json(nullptr);
}

// Adds the counters `<prefix>.<key>` under their keys.
void AddCounters(const Counters& counters, absl::string_view prefix,
                 Json& json) {
  const std::string start = absl::StrCat(prefix, ".");
  for (auto it = counters.lower_bound(start);
       it != counters.end() && absl::StartsWith(it->first, start); ++it) {
    json[it->first.substr(start.size())] = Number(it->second.value);
  }
}

bool Measured(const Result& result, Phase phase) {
  const std::string start = absl::StrCat(PhaseName(phase), ".");
  const auto it = result.counters.lower_bound(start);
  return it != result.counters.end() && absl::StartsWith(it->first, start);
}

Json InitializationJson(const Result& result) {
  Json json;
  json["time_seconds"] = OrNull(result.initialization.seconds);
  json["memory_change_mb"] = OrNull(result.initialization.MemoryChangeMib());
  AddCounters(result.counters, PhaseName(Phase::kInitialization), json);
  return json;
}

Json ExecutionJson(const Result& result) {
  const PhaseCost& cost = result.execution;
  Json json;
  json["execution_time_seconds"] = OrNull(cost.seconds);
  json["cpu_time_seconds"] = OrNull(result.cpu_seconds);
  json["memory_before_mb"] = OrNull(cost.memory_before_mib);
  json["memory_after_mb"] = OrNull(cost.memory_after_mib);
  json["memory_change_mb"] = OrNull(cost.MemoryChangeMib());
  json["peak_memory_mb"] = OrNull(cost.memory_peak_mib);
  json["iterations"] = result.iterations;
  AddCounters(result.counters, PhaseName(Phase::kExecution), json);
  Json samples = Json::object();
  AddCounters(result.counters, "samples", samples);
  if (!samples.empty()) json["samples"] = samples;
  return json;
}

Json CleanupJson(const Result& result) {
  const std::optional<double> change = result.cleanup.MemoryChangeMib();
  Json json;
  json["time_seconds"] = OrNull(result.cleanup.seconds);
  json["memory_released_mb"] =
      change.has_value() ? Json(0.0 - *change) : Json(nullptr);
  AddCounters(result.counters, PhaseName(Phase::kCleanup), json);
  return json;
}

Json FactsJson(const Facts& facts) {
  Json json = Json::object();
  for (const auto& [name, fact] : facts) {
    const double* number = std::get_if<double>(&fact);
    json[name] =
        number != nullptr ? Number(*number) : Json(std::get<std::string>(fact));
  }
  return json;
}

// A success has all three phases, so that a reader finds each figure's key; a
// failure has the ones that it came through.
void AddPhases(const Result& result, Json& json) {
  const bool success = result.Succeeded();
  if (success || Measured(result, Phase::kInitialization)) {
    json["initialization"] = InitializationJson(result);
  }
  if (success) json["execution"] = ExecutionJson(result);
  if (success || Measured(result, Phase::kCleanup)) {
    json["cleanup"] = CleanupJson(result);
  }
}

Json ResultJson(const Result& result) {
  Json json;
  json["operator"] = result.operator_name;
  json["timestamp"] = result.timestamp.has_value()
                          ? Json(FormatTimestamp(*result.timestamp))
                          : Json(nullptr);
  AddPhases(result, json);
  json["status"] = result.Succeeded() ? "success" : "failed";
  if (!result.Succeeded()) json["error"] = *result.error;
  if (!result.data_description.empty()) {
    json["data_description"] = result.data_description;
  }
  if (!result.facts.empty()) json["output_info"] = FactsJson(result.facts);
  json["benchmark"] = result.Name();
  json["repetition_index"] = result.repetition_index;
  json["threads"] = result.threads;
  if (!result.absent.empty()) json["absent"] = result.absent;
  return json;
}

Json StatisticsJson(const OperatorStatistics& statistics) {
  Json json;
  if (statistics.execution_time.has_value()) {
    const OperatorStatistics::Times& times = *statistics.execution_time;
    json["avg_execution_time"] = times.mean;
    json["min_execution_time"] = times.min;
    json["max_execution_time"] = times.max;
    json["std_execution_time"] = times.stddev;
    json["avg_memory_change"] = OrNull(statistics.mean_memory_change_mib);
    json["max_memory_peak"] = OrNull(statistics.max_memory_peak_mib);
  }
  json["total_runs"] = statistics.successes;
  json["success_rate"] = statistics.SuccessRate();
  return json;
}

Json GrowthJson(const std::optional<Growth>& growth) {
  if (!growth.has_value()) return nullptr;
  return {{"exponent", growth->exponent}, {"r_squared", growth->r_squared}};
}

Json SizingJson(const Sizing& sizing) {
  Json json;
  json["worker_memory_mb"] = OrNull(sizing.worker_memory_mib);
  json["startup_seconds"] = OrNull(sizing.startup_seconds);
  json["unit"] = sizing.unit.empty() ? Json(nullptr) : Json(sizing.unit);
  json["slowest_per_core_hour"] = OrNull(sizing.slowest_per_core_hour);
  json["fastest_per_core_hour"] = OrNull(sizing.fastest_per_core_hour);
  json["time_growth"] = GrowthJson(sizing.time_growth);
  json["memory_growth"] = GrowthJson(sizing.memory_growth);
  return json;
}

}  // namespace

std::string ToJson(const Report& report) {
  Json json;
  json["system_info"] = report.context().system_info;
  json["total_benchmarks"] = report.results().size();
  Json& results = json["results"] = Json::array();
  for (const Result& result : report.results()) {
    results.push_back(ResultJson(result));
  }
  Json& statistics = json["statistics"] = Json::object();
  for (const OperatorStatistics& entry : report.Statistics()) {
    statistics[entry.operator_name] = StatisticsJson(entry);
  }
  Json& sizing = json["sizing"] = Json::object();
  for (const Sizing& entry : ComputeSizing(report.results())) {
    sizing[entry.operator_name] = SizingJson(entry);
  }
  if (!report.partial().empty()) json["partial"] = report.partial();
  json["context"] = report.context().benchmark;
  Json& benchmarks = json["benchmarks"] = Json::array();
  for (const Report::Run& run : report.runs()) {
    benchmarks.push_back(RunToJson(run));
  }
  return json.dump(2, ' ', /*ensure_ascii=*/false,
                   Json::error_handler_t::replace) +
         "\n";
}

}  // namespace feluda

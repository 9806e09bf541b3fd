#include "reporters/json/json_writer.h"

#include <cmath>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/provenance/system_info.h"
#include "lib/runs/counters.h"
#include "lib/runs/json/run_to_json.h"
#include "lib/runs/python_run.h"
#include "nlohmann/json.hpp"
#include "reporters/json/json_object_writer.h"
#include "reporters/json/plan_json.h"
#include "reporters/plan/plan.h"
#include "reporters/report/sizing.h"

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

// Of the phases before the execution.
Json StartJson(const Result& result, const PhaseCost& cost, Phase phase) {
  Json json;
  json["time_seconds"] = OrNull(cost.seconds);
  json["memory_change_mb"] = OrNull(cost.MemoryChangeMib());
  AddCounters(result.counters, PhaseName(phase), json);
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
  json["iterations"] =
      result.aggregate.empty() ? Json(result.iterations) : Json(nullptr);
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

Json FactJson(const Fact& fact) {
  const double* number = std::get_if<double>(&fact);
  return number != nullptr ? Number(*number)
                           : Json(std::get<std::string>(fact));
}

// A success has all three phases, so that a reader finds each figure's key; a
// failure has the ones that it came through.
void AddPhases(const Result& result, Json& json) {
  const bool success = result.Succeeded();
  if (success || Measured(result, Phase::kInitialization)) {
    json["initialization"] =
        StartJson(result, result.initialization, Phase::kInitialization);
  }
  if (success) json["execution"] = ExecutionJson(result);
  if (success || Measured(result, Phase::kCleanup)) {
    json["cleanup"] = CleanupJson(result);
  }
}

// The facts as an operator in Python gave them, of any type and in its order,
// then the others.
Json OutputInfoJson(const Result& result) {
  Json json = GetOutputInfo(result.counters);
  for (const auto& [name, fact] : result.facts) {
    if (!json.contains(name)) json[name] = FactJson(fact);
  }
  return json;
}

// What an operator in Python has besides.
void AddPython(const Result& result, Json& json) {
  if (Measured(result, Phase::kImport)) {
    json["import"] = StartJson(result, result.import, Phase::kImport);
  }
  const std::optional<PythonRunDetails> details =
      GetPythonRunDetails(result.counters);
  if (!details.has_value()) return;
  json["python"] = {{"version", details->version},
                    {"allocator", details->allocator},
                    {"operator_class", details->operator_class},
                    {"parameters", details->parameters}};
  const std::optional<double> data = FileDataBytes(result.counters);
  if (!data.has_value()) return;
  json["python"]["memory_before_call_bytes"] = *details->before_call_bytes;
  json["python"]["file_data_bytes"] = *data;
}

// What the user's code added, behind what is known. Nothing known is replaced.
void AddOwnEntries(const Json& entries, Json& json) {
  for (const auto& [name, value] : entries.items()) {
    if (!json.contains(name)) {
      json[name] = value;
    } else if (json[name].is_object() && value.is_object()) {
      AddOwnEntries(value, json[name]);
    }
  }
}

Json AggregateJson(const Result& result) {
  return {{"name", result.aggregate}, {"repetitions", result.repetitions}};
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
  Json output_info = OutputInfoJson(result);
  if (!output_info.empty()) json["output_info"] = std::move(output_info);
  json["benchmark"] = result.Name();
  if (!result.aggregate.empty()) json["aggregate"] = AggregateJson(result);
  json["repetition_index"] =
      result.aggregate.empty() ? Json(result.repetition_index) : Json(nullptr);
  json["threads"] = result.threads;
  if (const auto size = GetInputSize(result.counters)) {
    json["input_size"] = {{"amount", Number(size->amount)},
                          {"unit", size->unit}};
  }
  const auto weights = result.facts.find("weights");
  if (weights != result.facts.end() &&
      std::holds_alternative<std::string>(weights->second)) {
    json["weights"] = std::get<std::string>(weights->second);
  }
  AddPython(result, json);
  if (!result.absent.empty()) json["absent"] = result.absent;
  AddOwnEntries(GetOwnEntries(result.counters), json);
  return json;
}

Json SkippedJson(const Result& result) {
  Json json;
  json["operator"] = result.operator_name;
  json["status"] = "skipped";
  json["message"] = *result.skipped;
  if (!result.data_description.empty()) {
    json["data_description"] = result.data_description;
  }
  json["benchmark"] = result.Name();
  json["repetition_index"] = result.repetition_index;
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
  if (statistics.execution_time.has_value()) {
    const OperatorStatistics::Times& times = *statistics.execution_time;
    json["median_execution_time"] = times.median;
    json["p95_execution_time"] = OrNull(times.p95);
    json["cv_execution_time"] = OrNull(times.cv);
  }
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

// Keys are unique, so none has to be looked for.
template <typename Entry>
Json ByOperator(const std::vector<Entry>& entries,
                Json (*to_json)(const Entry& entry)) {
  Json json = Json::object();
  auto& members = json.get_ref<Json::object_t&>();
  for (const Entry& entry : entries) {
    members.emplace_back(entry.operator_name, to_json(entry));
  }
  return json;
}

}  // namespace

std::string ToJson(const Report& report) {
  JsonObjectWriter writer;
  writer.Member("system_info", report.provenance().system_info);
  writer.Member("total_benchmarks", report.results().size());
  writer.Array("results", report.results(), ResultJson);
  writer.Member("statistics", ByOperator(report.Statistics(), StatisticsJson));
  writer.Member("sizing",
                ByOperator(ComputeSizing(report.results()), SizingJson));
  writer.Member("plan", PlanJson(MakePlan(report)));
  if (!report.partial().empty()) writer.Member("partial", report.partial());
  if (!report.skipped().empty()) {
    writer.Array("skipped", report.skipped(), SkippedJson);
  }
  writer.Member("context", report.provenance().benchmark);
  writer.Array("benchmarks", report.runs(), RunToJson);
  return std::move(writer).Finish();
}

}  // namespace feluda

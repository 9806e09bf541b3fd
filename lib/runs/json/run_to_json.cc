#include "lib/runs/json/run_to_json.h"

#include <cmath>
#include <optional>

#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using Run = benchmark::BenchmarkReporter::Run;

Json Number(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

bool IsAggregate(const Run& run) { return run.run_type == Run::RT_Aggregate; }

void AddIdentity(const Run& run, Json& json) {
  json["name"] = run.benchmark_name();
  json["family_index"] = run.family_index;
  json["per_family_instance_index"] = run.per_family_instance_index;
  json["run_name"] = run.run_name.str();
  json["run_type"] = IsAggregate(run) ? "aggregate" : "iteration";
  json["repetitions"] = run.repetitions;
  if (!IsAggregate(run)) json["repetition_index"] = run.repetition_index;
  json["threads"] = run.threads;
  if (IsAggregate(run)) {
    json["aggregate_name"] = run.aggregate_name;
    json["aggregate_unit"] =
        run.aggregate_unit == benchmark::kTime ? "time" : "percentage";
  }
}

void AddOutcome(const Run& run, Json& json) {
  if (Failed(run)) {
    json["error_occurred"] = true;
    json["error_message"] = FailureMessage(run);
  } else if (Skipped(run)) {
    json["skipped"] = true;
    json["skip_message"] = FailureMessage(run);
  }
}

void AddTimes(const Run& run, Json& json) {
  // A percentage is no time, so it is not converted into the run's unit.
  const bool is_percentage =
      IsAggregate(run) && run.aggregate_unit == benchmark::kPercentage;
  json["iterations"] = run.iterations;
  json["real_time"] = Number(is_percentage ? run.real_accumulated_time
                                           : run.GetAdjustedRealTime());
  json["cpu_time"] = Number(is_percentage ? run.cpu_accumulated_time
                                          : run.GetAdjustedCPUTime());
  json["time_unit"] = benchmark::GetTimeUnitString(run.time_unit);
}

void AddFigures(const Run& run, Json& json) {
  if (run.report_big_o) {
    json["cpu_coefficient"] = Number(run.GetAdjustedCPUTime());
    json["real_coefficient"] = Number(run.GetAdjustedRealTime());
    json["big_o"] = std::string(BigOName(run.complexity));
    json["time_unit"] = benchmark::GetTimeUnitString(run.time_unit);
  } else if (run.report_rms) {
    json["rms"] = Number(run.GetAdjustedCPUTime());
    const double real = run.GetAdjustedRealTime();
    if (!std::isnan(real)) json["real_rms"] = Number(real);
  } else {
    AddTimes(run, json);
  }
}

void AddHeap(const Run& run, Json& json) {
  const std::optional<double> allocations =
      Get(run.counters, Phase::kExecution, figure::kHeapAllocations);
  const std::optional<double> peak =
      Get(run.counters, Phase::kExecution, figure::kHeapPeakBytes);
  if (allocations.has_value()) json["allocs_per_iter"] = Number(*allocations);
  if (peak.has_value()) json["max_bytes_used"] = Number(*peak);
}

}  // namespace

absl::string_view BigOName(benchmark::BigO complexity) {
  switch (complexity) {
    case benchmark::oN:
      return "N";
    case benchmark::oNSquared:
      return "N^2";
    case benchmark::oNCubed:
      return "N^3";
    case benchmark::oLogN:
      return "lgN";
    case benchmark::oNLogN:
      return "NlgN";
    case benchmark::o1:
      return "(1)";
    default:
      return "f(N)";
  }
}

double RmsShare(const Run& run) {
  const double real = run.GetAdjustedRealTime();
  return std::isnan(real) ? run.GetAdjustedCPUTime() : real;
}

Json RunToJson(const Run& run) {
  Json json;
  AddIdentity(run, json);
  AddOutcome(run, json);
  AddFigures(run, json);
  for (const auto& [name, counter] : run.counters) {
    json[name] = Number(counter.value);
  }
  if (!IsAggregate(run)) AddHeap(run, json);
  if (!run.report_label.empty()) json["label"] = run.report_label;
  return json;
}

}  // namespace feluda

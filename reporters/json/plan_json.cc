#include "reporters/json/plan_json.h"

#include <optional>
#include <string>
#include <utility>

#include "nlohmann/json.hpp"
#include "reporters/plan/plan_notes.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::optional<double>& value) {
  return value.has_value() ? Json(*value) : Json(nullptr);
}

Json Mebibytes(const std::optional<double>& bytes) {
  constexpr double kBytesPerMebibyte = 1 << 20;
  return bytes.has_value() ? Json(*bytes / kBytesPerMebibyte) : Json(nullptr);
}

Json MixJson(const InputMix& mix) {
  Json json;
  json["user_files"] = mix.is_files;
  json["inputs"] = mix.inputs;
  json["failed"] = mix.failed;
  json["amount"] = mix.unit.empty() ? Json(nullptr) : Json(mix.amount);
  json["unit"] = mix.unit.empty() ? Json(nullptr) : Json(mix.unit);
  json["wall_seconds"] = mix.wall_seconds;
  json["core_seconds"] = OrNull(mix.core_seconds);
  json["mean_seconds"] = mix.mean_seconds;
  json["median_seconds"] = OrNull(mix.median_seconds);
  json["p95_seconds"] = OrNull(mix.p95_seconds);
  json["slowest_seconds"] = OrNull(mix.slowest_seconds);
  json["slowest"] = mix.slowest.empty() ? Json(nullptr) : Json(mix.slowest);
  json["slowest_per_core_hour"] = OrNull(mix.slowest_per_core_hour);
  json["fastest_per_core_hour"] = OrNull(mix.fastest_per_core_hour);
  return json;
}

std::string VerdictName(MemoryGrowth::Verdict verdict) {
  switch (verdict) {
    case MemoryGrowth::Verdict::kNo:
      return "no";
    case MemoryGrowth::Verdict::kYes:
      return "yes";
    case MemoryGrowth::Verdict::kUnclear:
      return "unclear";
  }
  return "";
}

Json GrowthJson(const std::vector<MemoryGrowth>& all) {
  Json json = Json::array();
  for (const MemoryGrowth& growth : all) {
    json.push_back({{"by", growth.by},
                    {"grows", VerdictName(growth.verdict)},
                    {"unit", growth.unit},
                    {"mb_per_unit", Mebibytes(growth.bytes_per_unit)},
                    {"from", growth.from},
                    {"to", growth.to},
                    {"made_up_inputs", growth.is_built_in}});
  }
  return json;
}

Json PassJson(const MeasuredPass& pass) {
  return {{"files", pass.figures.files},
          {"failed", pass.figures.failed},
          {"not_reached", pass.figures.not_reached},
          {"seconds", pass.seconds},
          {"files_per_hour", OrNull(pass.items_per_hour)},
          {"peak_memory_mb", Mebibytes(pass.peak_bytes)},
          {"files_again", pass.figures.files_again},
          {"growth_mb", Mebibytes(pass.figures.growth_bytes)}};
}

Json AtOnceJson(const OperatorPlan& entry) {
  const WorkersAtOnce& workers = *entry.at_once;
  return {{"workers", workers.workers},
          {"predicted_per_hour", OrNull(entry.predicted_per_hour)},
          {"amount_per_hour", workers.amount_per_hour},
          {"alone_per_hour", workers.alone_per_hour},
          {"speed_of_each", OrNull(workers.speed_of_each)},
          {"other_cpus", OrNull(workers.other_cpus)},
          {"peak_memory_mb", Mebibytes(workers.peak_bytes)},
          {"alone_peak_memory_mb", Mebibytes(workers.alone_peak_bytes)}};
}

std::string BoundName(WorkerFit::Bound bound) {
  return bound == WorkerFit::Bound::kCpus ? "cpus" : "memory";
}

// Null where workers are taken not to slow each other down.
Json SpeedFromName(OperatorPlan::SpeedFrom from) {
  switch (from) {
    case OperatorPlan::SpeedFrom::kAssumed:
      return nullptr;
    case OperatorPlan::SpeedFrom::kTrial:
      return "workers_trial";
    case OperatorPlan::SpeedFrom::kWorkersAtOnce:
      return "planned_workers";
  }
  return nullptr;
}

Json LimitJson(const std::string& limit) {
  return limit.empty() ? Json(nullptr) : Json(limit);
}

Json OperatorJson(const Plan& plan, const OperatorPlan& entry) {
  const bool has_machine = plan.cpus.has_value() && !entry.item.empty();
  Json json;
  json["item"] = entry.item.empty() ? Json(nullptr) : Json(entry.item);
  json["peak_memory_mb"] = Mebibytes(entry.peak_bytes);
  json["largest_input"] = entry.largest_input;
  json["memory_for_a_worker_mb"] = Mebibytes(entry.worker_bytes);
  json["startup_seconds"] = OrNull(entry.startup_seconds);
  json["workers"] = has_machine ? Json(entry.fit.workers) : Json(nullptr);
  json["bound_by"] =
      has_machine ? Json(BoundName(entry.fit.bound_by)) : Json(nullptr);
  json["items_per_core_hour"] = OrNull(entry.items_per_core_hour);
  json["minutes_per_core_hour"] = OrNull(entry.minutes_per_core_hour);
  json["speed_of_each"] = entry.items_per_hour.has_value()
                              ? Json(entry.speed_of_each)
                              : Json(nullptr);
  json["speed_from"] = SpeedFromName(entry.speed_from);
  json["items_per_hour"] = OrNull(entry.items_per_hour);
  json["minutes_per_hour"] = OrNull(entry.minutes_per_hour);
  json["core_hours"] = OrNull(entry.core_hours);
  json["hours"] = OrNull(entry.hours);
  json["inputs"] = entry.item.empty() ? Json(nullptr) : MixJson(entry.mix);
  json["memory_growth"] = GrowthJson(entry.memory_growth);
  json["all_files"] =
      entry.pass.has_value() ? PassJson(*entry.pass) : Json(nullptr);
  json["planned_workers"] =
      entry.at_once.has_value() ? AtOnceJson(entry) : Json(nullptr);
  return json;
}

}  // namespace

Json PlanJson(const Plan& plan) {
  Json json;
  json["cpus"] = OrNull(plan.cpus);
  json["memory_mb"] = Mebibytes(plan.memory_bytes);
  json["cpus_limit"] = LimitJson(plan.cpus_limit);
  json["memory_limit"] = LimitJson(plan.memory_limit);
  json["is_measured_machine"] = plan.is_this_machine;
  json["items"] = OrNull(plan.items);
  json["assumptions"] = PlanAssumptions(plan);
  Json& operators = json["operators"] = Json::object();
  auto& members = operators.get_ref<Json::object_t&>();
  for (const OperatorPlan& entry : plan.operators) {
    members.emplace_back(entry.operator_name, OperatorJson(plan, entry));
  }
  return json;
}

}  // namespace feluda

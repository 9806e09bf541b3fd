#include "reporters/plan/plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "lib/runs/counters.h"
#include "nlohmann/json.hpp"
#include "reporters/report/statistics.h"

namespace feluda {
namespace {

constexpr double kSecondsAnHour = 3600;
constexpr double kBytesPerMebibyte = 1 << 20;

// The repetitions of one benchmark, as one.
struct Input {
  std::string name;
  InputSize size;
  bool has_size = false;
  std::vector<double> seconds;
  std::vector<double> core_seconds;

  double Seconds() const { return Mean(seconds); }
  static double Mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
  }
};

bool IsOnFile(const Result& result) {
  const auto source = result.facts.find("source");
  return source != result.facts.end() && source->second == Fact("file");
}

// What is known of one operator.
struct Known {
  std::string name;
  std::vector<const Result*> on_files;
  std::vector<const Result*> others;
  std::vector<const Result*> passes;  // over all files by one process
  int64_t failed = 0;

  const std::vector<const Result*>& Shown() const {
    return on_files.empty() ? others : on_files;
  }
};

std::vector<Known> ByOperator(const Report& report) {
  std::vector<Known> operators;
  std::map<std::string, size_t> places;
  for (const Result& result : report.results()) {
    const auto [place, is_new] =
        places.emplace(result.operator_name, operators.size());
    if (is_new) operators.emplace_back().name = result.operator_name;
    Known& known = operators[place->second];
    if (!result.Succeeded()) {
      ++known.failed;
    } else {
      (IsOnFile(result) ? known.on_files : known.others).push_back(&result);
    }
  }
  for (const Result& result : report.passes()) {
    const auto place = places.find(result.operator_name);
    if (place == places.end() || !GetFolderPass(result.counters)) continue;
    operators[place->second].passes.push_back(&result);
  }
  return operators;
}

std::vector<Input> InputsOf(const std::vector<const Result*>& results) {
  std::vector<Input> inputs;
  std::map<std::string, size_t> places;
  for (const Result* result : results) {
    if (result->execution.seconds.value_or(0) <= 0) continue;
    const auto [place, is_new] = places.emplace(result->Name(), inputs.size());
    if (is_new) inputs.emplace_back().name = result->data_description;
    Input& input = inputs[place->second];
    input.seconds.push_back(*result->execution.seconds);
    if (result->cpu_seconds.value_or(0) > 0) {
      input.core_seconds.push_back(*result->cpu_seconds);
    }
    const std::optional<InputSize> size = GetInputSize(result->counters);
    if (size.has_value() && size->amount > 0) {
      input.size = *size;
      input.has_size = true;
    }
  }
  return inputs;
}

// The common unit of the inputs; empty without one.
std::string UnitOf(const std::vector<Input>& inputs) {
  std::set<std::string> units;
  for (const Input& input : inputs) {
    units.insert(input.has_size ? input.size.unit : "");
  }
  return units.size() == 1 ? *units.begin() : "";
}

void AddTimes(const std::vector<Input>& inputs, InputMix& mix) {
  std::vector<double> seconds;
  double cores = 0;
  bool all_have_cores = true;
  for (const Input& input : inputs) {
    seconds.push_back(input.Seconds());
    mix.wall_seconds += seconds.back();
    if (input.core_seconds.empty()) {
      all_have_cores = false;
    } else {
      cores += Input::Mean(input.core_seconds);
    }
    if (seconds.back() > mix.slowest_seconds) {
      mix.slowest_seconds = seconds.back();
      mix.slowest = input.name;
    }
  }
  if (all_have_cores) mix.core_seconds = cores;
  std::sort(seconds.begin(), seconds.end());
  mix.mean_seconds = mix.wall_seconds / static_cast<double>(seconds.size());
  mix.median_seconds = Quantile(seconds, 0.5);
  if (seconds.size() >= OperatorStatistics::kMinForP95) {
    mix.p95_seconds = Quantile(seconds, 0.95);
  }
}

// Rates are of amounts in the unit, so that they can be compared.
void AddRates(const std::vector<Input>& inputs, InputMix& mix) {
  if (mix.unit.empty() || !mix.core_seconds.has_value()) return;
  for (const Input& input : inputs) {
    mix.amount += input.size.amount;
    const double rate =
        input.size.amount * kSecondsAnHour / Input::Mean(input.core_seconds);
    mix.slowest_per_core_hour =
        std::min(mix.slowest_per_core_hour.value_or(rate), rate);
    mix.fastest_per_core_hour =
        std::max(mix.fastest_per_core_hour.value_or(rate), rate);
  }
}

InputMix MixOf(const Known& known, const std::vector<Input>& inputs) {
  InputMix mix;
  mix.is_files = !known.on_files.empty();
  mix.inputs = static_cast<int64_t>(inputs.size());
  mix.failed = known.failed;
  mix.unit = UnitOf(inputs);
  AddTimes(inputs, mix);
  AddRates(inputs, mix);
  return mix;
}

// Of an aggregate such as a median too: it is what is known.
void AddMemory(const std::vector<const Result*>& results, OperatorPlan& plan) {
  for (const Result* result : results) {
    for (const PhaseCost* cost :
         {&result->initialization, &result->execution}) {
      if (!cost->memory_peak_mib.has_value()) continue;
      const double bytes = *cost->memory_peak_mib * kBytesPerMebibyte;
      if (bytes <= plan.peak_bytes.value_or(0)) continue;
      plan.peak_bytes = bytes;
      plan.largest_input = result->data_description;
    }
    const std::optional<double>& startup = result->initialization.seconds;
    if (startup.has_value()) {
      plan.startup_seconds =
          std::max(plan.startup_seconds.value_or(0), *startup);
    }
  }
  if (plan.peak_bytes.has_value()) {
    plan.worker_bytes = *plan.peak_bytes * (1 + kMemoryMargin);
  }
}

// What is counted, and how many of it an amount of the mix is.
std::pair<std::string, double> ItemsOf(const InputMix& mix) {
  const double inputs = static_cast<double>(mix.inputs);
  if (mix.unit == "minutes") return {"videos", inputs};
  if (mix.unit.empty() || mix.amount <= 0) return {"inputs", inputs};
  return {mix.unit, mix.amount};
}

// How many a number of workers gets through, `each` being the share of one.
void AddRatesOfPlan(const Plan& plan, double items, OperatorPlan& entry) {
  const InputMix& mix = entry.mix;
  if (!mix.core_seconds.has_value()) return;
  const double of_core = kSecondsAnHour / *mix.core_seconds;
  entry.items_per_core_hour = items * of_core;
  const bool has_minutes = mix.unit == "minutes";
  if (has_minutes) entry.minutes_per_core_hour = mix.amount * of_core;
  if (!plan.cpus.has_value()) return;
  const double of_workers = static_cast<double>(entry.fit.workers) *
                            kSecondsAnHour / mix.wall_seconds;
  const double of_all = std::min(of_workers, *plan.cpus * of_core);
  entry.items_per_hour = items * of_all;
  if (has_minutes) entry.minutes_per_hour = mix.amount * of_all;
  if (!plan.items.has_value()) return;
  entry.core_hours = *plan.items / *entry.items_per_core_hour;
  if (entry.fit.workers == 0) return;
  entry.hours = *plan.items / *entry.items_per_hour +
                entry.startup_seconds.value_or(0) / kSecondsAnHour;
}

OperatorPlan PlanOf(const Known& known, const Plan& plan) {
  OperatorPlan entry;
  entry.operator_name = known.name;
  const std::vector<Input> inputs = InputsOf(known.Shown());
  AddMemory(known.Shown(), entry);
  // A process that has had all files may need more than one that had the
  // largest alone.
  AddMemory(known.passes, entry);
  if (inputs.empty()) return entry;
  entry.mix = MixOf(known, inputs);
  const auto [item, items] = ItemsOf(entry.mix);
  entry.item = item;
  if (plan.cpus.has_value()) {
    WorkerNeeds needs;
    needs.memory_bytes = entry.worker_bytes;
    needs.cpus = entry.mix.core_seconds.value_or(0) / entry.mix.wall_seconds;
    entry.fit = FitWorkers({*plan.cpus, plan.memory_bytes}, needs);
  }
  AddRatesOfPlan(plan, items, entry);
  entry.memory_growth = FindMemoryGrowth(
      known.Shown(),
      known.on_files.empty() ? std::vector<const Result*>() : known.others);
  return entry;
}

MeasuredPass PassOf(const Result& result, const FolderPass& figures) {
  MeasuredPass pass;
  pass.figures = figures;
  pass.seconds = result.execution.seconds.value_or(0);
  const std::optional<double>& peak = result.execution.memory_peak_mib;
  if (peak.has_value()) pass.peak_bytes = *peak * kBytesPerMebibyte;
  if (pass.seconds > 0) {
    pass.items_per_hour =
        (figures.files - figures.failed) / pass.seconds * kSecondsAnHour;
  }
  return pass;
}

// A repeated one counts by its last repetition.
void AddPasses(const Report& report, std::vector<OperatorPlan>& operators) {
  for (const Result& result : report.passes()) {
    for (OperatorPlan& entry : operators) {
      if (entry.operator_name != result.operator_name) continue;
      if (const auto figures = GetFolderPass(result.counters)) {
        entry.pass = PassOf(result, *figures);
      } else {
        entry.at_once = GetWorkersAtOnce(result.counters);
      }
    }
  }
}

void SetMachine(const Report& report, Plan& plan) {
  constexpr double kBytesPerGibibyte = 1 << 30;
  const nlohmann::ordered_json& info = report.provenance().system_info;
  const PlanRequest& request = report.plan_request();
  const auto number = [&](const char* key) -> std::optional<double> {
    const auto found = info.find(key);
    if (found == info.end() || !found->is_number()) return std::nullopt;
    const double value = found->get<double>();
    if (!(value > 0)) return std::nullopt;
    return value;
  };
  plan.is_this_machine =
      !request.cpus.has_value() && !request.memory_bytes.has_value();
  plan.cpus = request.cpus.has_value() ? request.cpus : number("cpu_count");
  plan.memory_bytes = request.memory_bytes;
  const std::optional<double> gibibytes = number("total_memory_gb");
  if (!plan.memory_bytes.has_value() && gibibytes.has_value()) {
    plan.memory_bytes = *gibibytes * kBytesPerGibibyte;
  }
  plan.items = request.items;
}

}  // namespace

Plan MakePlan(const Report& report) {
  Plan plan;
  SetMachine(report, plan);
  for (const Known& known : ByOperator(report)) {
    if (known.Shown().empty()) continue;
    OperatorPlan entry = PlanOf(known, plan);
    if (!entry.peak_bytes.has_value() && entry.item.empty()) continue;
    plan.operators.push_back(std::move(entry));
  }
  AddPasses(report, plan.operators);
  return plan;
}

}  // namespace feluda

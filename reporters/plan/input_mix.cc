#include "reporters/plan/input_mix.h"

#include <algorithm>
#include <map>
#include <set>

#include "lib/runs/counters.h"
#include "lib/runs/workers/worker_figures.h"
#include "reporters/report/statistics.h"

namespace feluda {
namespace {

constexpr double kSecondsAnHour = 3600;

// The repetitions of one benchmark, as one.
struct Input {
  std::string name;
  InputSize size;
  bool has_size = false;
  std::vector<double> seconds;
  std::vector<double> core_seconds;
  std::vector<double> own_seconds;

  double Seconds() const { return Mean(seconds); }
  static double Mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
  }
};

std::vector<Input> InputsOf(const std::vector<const Result*>& results) {
  std::vector<Input> inputs;
  std::map<std::string, size_t> places;
  for (const Result* result : results) {
    if (result->execution.seconds.value_or(0) <= 0) continue;
    const auto [place, is_new] = places.emplace(result->Name(), inputs.size());
    if (is_new) inputs.emplace_back().name = result->input;
    Input& input = inputs[place->second];
    input.seconds.push_back(*result->execution.seconds);
    input.own_seconds.push_back(OwnSeconds(*result));
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
    mix.own_seconds += Input::Mean(input.own_seconds);
    if (input.core_seconds.empty()) {
      all_have_cores = false;
    } else {
      cores += Input::Mean(input.core_seconds);
    }
    if (seconds.back() > mix.slowest_seconds.value_or(0)) {
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

}  // namespace

double OwnSeconds(const Result& result) {
  const double wall = result.execution.seconds.value_or(0);
  const double core = result.cpu_seconds.value_or(0);
  const auto switches = [&](absl::string_view figure) {
    return Get(result.counters, Phase::kExecution, figure).value_or(0);
  };
  const double given = switches(figure::kVoluntarySwitches);
  const double taken = switches(figure::kInvoluntarySwitches);
  if (core <= 0 || core >= wall || given + taken <= 0) return wall;
  return core + (wall - core) * given / (given + taken);
}

InputMix MixOf(const std::vector<const Result*>& results) {
  const std::vector<Input> inputs = InputsOf(results);
  InputMix mix;
  if (inputs.empty()) return mix;
  mix.inputs = static_cast<int64_t>(inputs.size());
  mix.unit = UnitOf(inputs);
  AddTimes(inputs, mix);
  AddRates(inputs, mix);
  return mix;
}

InputMix MixOfPass(const Result& result) {
  InputMix mix;
  const std::optional<FolderPass> pass = GetFolderPass(result.counters);
  if (!pass.has_value() || pass->files <= pass->failed) return mix;
  mix.is_files = true;
  mix.inputs = static_cast<int64_t>(pass->files - pass->failed);
  mix.failed = static_cast<int64_t>(pass->failed);
  mix.wall_seconds = result.execution.seconds.value_or(0);
  mix.own_seconds = OwnSeconds(result);
  mix.mean_seconds = mix.wall_seconds / static_cast<double>(mix.inputs);
  if (result.cpu_seconds.value_or(0) > 0) mix.core_seconds = result.cpu_seconds;
  const std::optional<InputSize> size = GetInputSize(result.counters);
  if (size.has_value() && size->amount > 0) {
    mix.amount = size->amount;
    mix.unit = size->unit;
  }
  return mix;
}

CountedItems ItemsOf(const InputMix& mix) {
  const double inputs = static_cast<double>(mix.inputs);
  if (mix.unit == "minutes") return {"videos", inputs};
  if (mix.unit.empty() || mix.amount <= 0) return {"inputs", inputs};
  return {mix.unit, mix.amount};
}

}  // namespace feluda

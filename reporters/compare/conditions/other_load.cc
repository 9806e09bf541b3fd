#include "reporters/compare/conditions/other_load.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "absl/strings/str_format.h"
#include "lib/provenance/provenance.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

constexpr double kMinSeconds = 1;

// The average over the last minute, of "load_at_start": [1.2, 0.9, 0.5].
void AddAverage(const nlohmann::ordered_json& object, const char* key,
                std::vector<double>& averages) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  if (found == object.end() || !found->is_array() || found->empty()) return;
  if (found->front().is_number()) {
    averages.push_back(found->front().get<double>());
  }
}

// The mean of all that a side's files tell.
std::optional<double> LoadAverage(const ComparedSide& side) {
  std::vector<double> averages;
  for (const Provenance& provenance : side.provenances()) {
    AddAverage(provenance.benchmark, "load_avg", averages);
    AddAverage(provenance.system_info, "load_at_end", averages);
  }
  if (averages.empty()) return std::nullopt;
  const double sum = std::accumulate(averages.begin(), averages.end(), 0.0);
  const double mean = sum / static_cast<double>(averages.size());
  return std::isfinite(mean) ? std::make_optional(mean) : std::nullopt;
}

}  // namespace

bool LoadOfSides::Differs() const {
  return std::abs(new_cpus - old_cpus) > kSameLoad * machine_cpus;
}

bool LoadOfSides::IsFull() const {
  return machine_cpus - std::max(old_cpus, new_cpus) < kMinFreeCpus;
}

double LoadOfSides::TimeFactor() const {
  if (IsFull()) return std::numeric_limits<double>::infinity();
  return 1 / (1 - std::min(std::abs(new_cpus - old_cpus), 0.5));
}

double LoadOfSides::CpuTimeFactor() const {
  return 1 + std::min(std::abs(new_cpus - old_cpus), 1.0);
}

std::string DescribeLoad(const LoadOfSides& load) {
  return absl::StrFormat("others took %.1f CPUs in old and %.1f in new",
                         load.old_cpus, load.new_cpus);
}

LoadSum& LoadSum::Add(const ComparedBenchmark& benchmark) {
  for (const ProcessFigures& process : benchmark.processes) {
    if (std::isnan(process.other_cpu_seconds)) continue;
    seconds_ += process.seconds;
    other_cpu_seconds_ += process.other_cpu_seconds;
  }
  return *this;
}

std::optional<double> LoadSum::OtherCpus() const {
  if (seconds_ < kMinSeconds) return std::nullopt;
  return std::max(0.0, other_cpu_seconds_ / seconds_);
}

std::optional<LoadOfSides> LoadOf(const LoadSum& old_sum,
                                  const LoadSum& new_sum, double machine_cpus) {
  const std::optional<double> old_cpus = old_sum.OtherCpus();
  const std::optional<double> new_cpus = new_sum.OtherCpus();
  if (!old_cpus.has_value() || !new_cpus.has_value()) return std::nullopt;
  return LoadOfSides{*old_cpus, *new_cpus, std::max(1.0, machine_cpus)};
}

std::string DescribeLoadAverages(const ComparedSide& old_side,
                                 const ComparedSide& new_side) {
  const std::optional<double> from = LoadAverage(old_side);
  const std::optional<double> to = LoadAverage(new_side);
  if (!from.has_value() || !to.has_value() ||
      std::abs(*to - *from) <= kSameLoadAverage) {
    return "";
  }
  return absl::StrFormat("the load average was %.1f in old and %.1f in new",
                         *from, *to);
}

}  // namespace feluda

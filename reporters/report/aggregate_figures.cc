#include "reporters/report/aggregate_figures.h"

#include "absl/strings/string_view.h"
#include "lib/runs/counters.h"
#include "lib/runs/finite_figures.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

// A figure that repetitions have in parts: as it was computed of them, or, for
// the mean, the parts' own.
std::optional<double> Derived(const Run& run, absl::string_view figure,
                              std::optional<double> (*of)(const Counters&)) {
  const auto value = Get(run.counters, Phase::kExecution, figure);
  if (value.has_value() || run.aggregate_name != "mean") return value;
  return of(run.counters);
}

std::optional<double> Cpu(const Run& run, bool is_share) {
  if (GetAbsent(run.counters).count(kCpuTime) > 0) return std::nullopt;
  const auto ours = Derived(run, figure::kCpuSeconds, ExecutionCpuSeconds);
  // Google Benchmark's is that of one thread, where ours is known in parts.
  if (ours.has_value() || ExecutionCpuSeconds(run.counters).has_value()) {
    return ours;
  }
  return is_share ? run.cpu_accumulated_time
                  : run.GetAdjustedCPUTime() /
                        benchmark::GetTimeUnitMultiplier(run.time_unit);
}

}  // namespace

AggregateFigures GetAggregateFigures(const Run& run) {
  AggregateFigures figures;
  figures.is_share = run.aggregate_unit == benchmark::kPercentage;
  figures.real = figures.is_share
                     ? run.real_accumulated_time
                     : run.GetAdjustedRealTime() /
                           benchmark::GetTimeUnitMultiplier(run.time_unit);
  figures.cpu = Cpu(run, figures.is_share);
  figures.memory_rise =
      Derived(run, figure::kResidentRise, ExecutionResidentRise);
  const auto counter = [&](absl::string_view figure) {
    return Get(run.counters, Phase::kExecution, figure);
  };
  figures.peak_memory = counter(figure::kResidentPeak);
  figures.peak_heap = counter(figure::kHeapPeakBytes);
  figures.allocations = counter(figure::kHeapAllocations);
  return figures;
}

}  // namespace feluda

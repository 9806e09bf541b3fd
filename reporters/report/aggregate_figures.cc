#include "reporters/report/aggregate_figures.h"

#include "lib/runs/counters.h"
#include "lib/runs/finite_figures.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

std::optional<double> Cpu(const Run& run, bool is_share) {
  if (GetAbsent(run.counters).count(kCpuTime) > 0) return std::nullopt;
  const std::optional<double> seconds = ExecutionCpuSeconds(run.counters);
  if (seconds.has_value() && run.aggregate_name == "mean") return seconds;
  if (seconds.has_value()) return std::nullopt;
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
  return figures;
}

}  // namespace feluda

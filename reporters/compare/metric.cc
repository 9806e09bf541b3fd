#include "reporters/compare/metric.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/runs/counters.h"
#include "lib/text/units.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

struct MetricFacts {
  absl::string_view key;
  absl::string_view name;
  MetricUnit unit;
  bool is_counted;
};

MetricFacts FactsOf(Metric metric) {
  switch (metric) {
    case Metric::kTime:
      return {"time", "time", MetricUnit::kSeconds, false};
    case Metric::kCpuTime:
      return {"cpu_time", "CPU time", MetricUnit::kSeconds, false};
    case Metric::kPeakMemory:
      return {"peak_memory", "peak memory", MetricUnit::kBytes, false};
    case Metric::kPeakHeap:
      return {"peak_heap", "peak heap", MetricUnit::kBytes, true};
    case Metric::kAllocations:
      return {"allocations", "allocations", MetricUnit::kCount, true};
    case Metric::kAllocatedBytes:
      return {"allocated_bytes", "allocated bytes", MetricUnit::kBytes, true};
    case Metric::kInitializationTime:
      return {"initialization_time", "initialization", MetricUnit::kSeconds,
              false};
    case Metric::kCleanupTime:
      return {"cleanup_time", "cleanup", MetricUnit::kSeconds, false};
  }
  return {};
}

double InSeconds(double time, benchmark::TimeUnit unit) {
  return time / benchmark::GetTimeUnitMultiplier(unit);
}

std::optional<double> CpuSeconds(const Run& run) {
  std::optional<double> seconds = ExecutionCpuSeconds(run.counters);
  // Of an aggregate.
  if (!seconds.has_value()) {
    seconds = Get(run.counters, Phase::kExecution, figure::kCpuSeconds);
  }
  if (seconds.has_value()) return seconds;
  return InSeconds(run.GetAdjustedCPUTime(), run.time_unit);
}

std::optional<double> Counter(const Run& run, Metric metric) {
  const auto get = [&](Phase phase, absl::string_view figure) {
    return Get(run.counters, phase, figure);
  };
  switch (metric) {
    case Metric::kPeakMemory:
      return get(Phase::kExecution, figure::kResidentPeak);
    case Metric::kPeakHeap:
      return get(Phase::kExecution, figure::kHeapPeakBytes);
    case Metric::kAllocations:
      return get(Phase::kExecution, figure::kHeapAllocations);
    case Metric::kAllocatedBytes:
      return get(Phase::kExecution, figure::kHeapAllocatedBytes);
    case Metric::kInitializationTime:
      return get(Phase::kInitialization, figure::kWallSeconds);
    case Metric::kCleanupTime:
      return get(Phase::kCleanup, figure::kWallSeconds);
    default:
      return std::nullopt;
  }
}

}  // namespace

absl::string_view MetricKey(Metric metric) { return FactsOf(metric).key; }

absl::string_view MetricName(Metric metric) { return FactsOf(metric).name; }

MetricUnit UnitOf(Metric metric) { return FactsOf(metric).unit; }

bool IsCounted(Metric metric) { return FactsOf(metric).is_counted; }

std::optional<Metric> MetricOfKey(absl::string_view key) {
  for (const Metric metric : kMetrics) {
    if (MetricKey(metric) == key) return metric;
  }
  return std::nullopt;
}

std::optional<double> MetricOf(const Run& run, Metric metric) {
  std::optional<double> value;
  if (metric == Metric::kTime) {
    value = InSeconds(run.GetAdjustedRealTime(), run.time_unit);
  } else if (metric == Metric::kCpuTime) {
    value = CpuSeconds(run);
  } else {
    value = Counter(run, metric);
  }
  // A negative figure is a broken one: nothing takes less than nothing.
  if (value.has_value() && std::isfinite(*value) && *value >= 0) return value;
  return std::nullopt;
}

std::string MetricText(Metric metric, double value) {
  constexpr double kShownInFull = 1e6;
  const bool is_whole = value == std::floor(value);
  switch (UnitOf(metric)) {
    case MetricUnit::kSeconds:
      return HumanSeconds(value);
    case MetricUnit::kBytes:
      if (!IsCounted(metric) || !is_whole || value >= kShownInFull) {
        return HumanBytes(value);
      }
      return absl::StrFormat("%.0f B", value);
    case MetricUnit::kCount:
      if (!is_whole || value >= kShownInFull) return HumanCount(value);
      return absl::StrFormat("%.0f", value);
  }
  return "";
}

}  // namespace feluda

#include "reporters/compare/metric.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "lib/runs/counters.h"
#include "lib/text/units.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

// Seconds. Phases of microseconds run once in a process: page faults of half a
// microsecond each and cold caches move the medians of ten processes of one
// build by up to 5.4 us, even between two runs on a quiet machine.
constexpr double kPhaseResolution = 1e-5;

struct MetricFacts {
  absl::string_view key;
  absl::string_view name;
  MetricUnit unit;
  bool is_counted;
};

MetricFacts FactsOf(ComparedMetric metric) {
  switch (metric) {
    case ComparedMetric::kTime:
      return {"time", "time", MetricUnit::kSeconds, false};
    case ComparedMetric::kCpuTime:
      return {"cpu_time", "CPU time", MetricUnit::kSeconds, false};
    case ComparedMetric::kPeakMemory:
      return {"peak_memory", "peak memory", MetricUnit::kBytes, false};
    case ComparedMetric::kPeakHeap:
      return {"peak_heap", "peak heap", MetricUnit::kBytes, true};
    case ComparedMetric::kAllocations:
      return {"allocations", "allocations", MetricUnit::kCount, true};
    case ComparedMetric::kAllocatedBytes:
      return {"allocated_bytes", "allocated bytes", MetricUnit::kBytes, true};
    case ComparedMetric::kInitializationTime:
      return {"initialization_time", "initialization", MetricUnit::kSeconds,
              false};
    case ComparedMetric::kCleanupTime:
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

std::optional<double> Counter(const Run& run, ComparedMetric metric) {
  const auto get = [&](Phase phase, absl::string_view figure) {
    return Get(run.counters, phase, figure);
  };
  switch (metric) {
    case ComparedMetric::kPeakMemory:
      return get(Phase::kExecution, figure::kResidentPeak);
    case ComparedMetric::kPeakHeap:
      return get(Phase::kExecution, figure::kHeapPeakBytes);
    case ComparedMetric::kAllocations:
      return get(Phase::kExecution, figure::kHeapAllocations);
    case ComparedMetric::kAllocatedBytes:
      return get(Phase::kExecution, figure::kHeapAllocatedBytes);
    case ComparedMetric::kInitializationTime:
      return get(Phase::kInitialization, figure::kWallSeconds);
    case ComparedMetric::kCleanupTime:
      return get(Phase::kCleanup, figure::kWallSeconds);
    default:
      return std::nullopt;
  }
}

}  // namespace

absl::string_view MetricKey(ComparedMetric metric) {
  return FactsOf(metric).key;
}

absl::string_view MetricName(ComparedMetric metric) {
  return FactsOf(metric).name;
}

MetricUnit UnitOf(ComparedMetric metric) { return FactsOf(metric).unit; }

double ResolutionOf(ComparedMetric metric) {
  const bool is_one_phase = metric == ComparedMetric::kInitializationTime ||
                            metric == ComparedMetric::kCleanupTime;
  return is_one_phase ? kPhaseResolution : 0;
}

bool IsCounted(ComparedMetric metric) { return FactsOf(metric).is_counted; }

std::optional<ComparedMetric> MetricOfKey(absl::string_view key) {
  for (const ComparedMetric metric : kMetrics) {
    if (MetricKey(metric) == key) return metric;
  }
  return std::nullopt;
}

std::optional<double> MetricOf(const Run& run, ComparedMetric metric) {
  std::optional<double> value;
  if (metric == ComparedMetric::kTime) {
    value = InSeconds(run.GetAdjustedRealTime(), run.time_unit);
  } else if (metric == ComparedMetric::kCpuTime) {
    value = CpuSeconds(run);
  } else {
    value = Counter(run, metric);
  }
  // A negative figure is a broken one: nothing takes less than nothing.
  if (value.has_value() && std::isfinite(*value) && *value >= 0) return value;
  return std::nullopt;
}

std::string MetricText(ComparedMetric metric, double value) {
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

std::string ChangeText(double ratio) {
  if (std::isinf(ratio)) return "from 0";
  if (ratio == 1) return "0 %";
  if (ratio >= 2) return absl::StrFormat("x %.2f", ratio);
  // One allocation in a million is a change, too.
  if (std::abs(ratio - 1) < 0.0005) return ratio > 1 ? "+<0.1 %" : "-<0.1 %";
  return absl::StrFormat("%+.1f %%", (ratio - 1) * 100);
}

}  // namespace feluda

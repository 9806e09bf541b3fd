// The figures of a benchmark that are compared and that a budget may limit.
// Less is better for all of them.

#ifndef REPORTERS_COMPARE_METRIC_H_
#define REPORTERS_COMPARE_METRIC_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"

namespace feluda {

// The metrics, in the order in which they are shown.
enum class ComparedMetric {
  kTime,
  kCpuTime,
  kPeakMemory,
  kPeakHeap,
  kAllocations,
  kAllocatedBytes,
  kInitializationTime,
  kCleanupTime,
};

inline constexpr ComparedMetric kMetrics[] = {
    ComparedMetric::kTime,
    ComparedMetric::kCpuTime,
    ComparedMetric::kPeakMemory,
    ComparedMetric::kPeakHeap,
    ComparedMetric::kAllocations,
    ComparedMetric::kAllocatedBytes,
    ComparedMetric::kInitializationTime,
    ComparedMetric::kCleanupTime};

// The name in flags, budgets and JSON: "cpu_time".
absl::string_view MetricKey(ComparedMetric metric);
// The name for people: "CPU time".
absl::string_view MetricName(ComparedMetric metric);
std::optional<ComparedMetric> MetricOfKey(absl::string_view key);

// The unit of a metric's values.
enum class MetricUnit { kSeconds, kBytes, kCount };
MetricUnit UnitOf(ComparedMetric metric);

// Smaller differences of two figures mean nothing: the cost of an empty phase
// varies by as much from process to process. 0 for all but initialization and
// cleanup, which are measured once a process.
double ResolutionOf(ComparedMetric metric);

// Whether it counts what the program asked for (allocations, bytes of the
// heap), which may be exactly the same in each process.
bool IsCounted(ComparedMetric metric);

// The figure of a run, in seconds, bytes or as a count. It is per iteration,
// but peaks are the highest of the execution, and initialization and cleanup
// are whole. Nullopt where it was not measured. REQUIRES: a run that was
// measured, or an aggregate whose unit is a time.
std::optional<double> MetricOf(const benchmark::BenchmarkReporter::Run& run,
                               ComparedMetric metric);

// "1.21 ms", "200.0 MiB", "214". Whole counts, and counted bytes, below a
// million have all digits, since one more matters.
std::string MetricText(ComparedMetric metric, double value);

// A ratio as a change: "+10.0 %", "-3.1 %", "x 3.20" from 2 on, "from 0" if it
// is infinite.
std::string ChangeText(double ratio);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_METRIC_H_

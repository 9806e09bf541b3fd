// The figures of a benchmark that are compared and that a budget may limit. Of
// each of them less is better.

#ifndef REPORTERS_COMPARE_METRIC_H_
#define REPORTERS_COMPARE_METRIC_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"

namespace feluda {

// In the order in which they are shown.
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

// As flags, budgets and JSON have it: "cpu_time".
absl::string_view MetricKey(ComparedMetric metric);
// As people read it: "CPU time".
absl::string_view MetricName(ComparedMetric metric);
std::optional<ComparedMetric> MetricOfKey(absl::string_view key);

// What its values are in.
enum class MetricUnit { kSeconds, kBytes, kCount };
MetricUnit UnitOf(ComparedMetric metric);

// The least difference of two figures that is one: what an empty phase costs
// varies by as much from process to process. 0 of all but initialization and
// cleanup, which are no means of many iterations.
double ResolutionOf(ComparedMetric metric);

// Whether it is a count of what the program asked for, which may be the same in
// each process to the last one: allocations and the bytes of the heap.
bool IsCounted(ComparedMetric metric);

// The figure of a run, in seconds, bytes or as a count: per iteration, but
// peaks are the highest of the execution, and initialization and cleanup are
// whole. Nullopt where it was not measured. REQUIRES: a run that was measured,
// or an aggregate whose unit is a time.
std::optional<double> MetricOf(const benchmark::BenchmarkReporter::Run& run,
                               ComparedMetric metric);

// "1.21 ms", "200.0 MiB", "214". Counts and bytes of less than a million stand
// there in full, since one more matters.
std::string MetricText(ComparedMetric metric, double value);

// A figure over the one before: "+10.0 %", "-3.1 %", "x 3.20" from double on,
// "from 0" of an infinite one.
std::string ChangeText(double ratio);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_METRIC_H_

// The dict that Profiler.benchmark_operator() returns: Feluda's keys and units,
// times in seconds and memory in MiB.
//
//   {"operator": "cluster_embeddings",
//    "timestamp": "2025-11-27T18:00:00+00:00",
//    "initialization": {"time_seconds": 0.2, "memory_change_mb": 3.5},
//    "execution": {"execution_time_seconds": 1.5, ...},
//    "cleanup": {"time_seconds": 0.0, "memory_released_mb": 1.0},
//    "status": "success"}
//
// A figure that could not be measured is None.

#ifndef LIB_PYTHON_BENCHMARKS_RESULT_DICT_H_
#define LIB_PYTHON_BENCHMARKS_RESULT_DICT_H_

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/measure/resource_usage.h"
#include "lib/python/python_object.h"

namespace feluda {

// What the phases cost in one process. Phases that were not reached are
// nullopt.
struct PhaseUsages {
  std::optional<ResourceUsage> initialization;
  std::optional<ResourceUsage> execution;
  std::optional<ResourceUsage> cleanup;
};

// Returns the dict `profile_data` of a call that cost `usage`.
PythonObject ProfileDict(const ResourceUsage& usage);

// Returns the dict of a call that was made where it stands. An empty `error`
// means success; the execution phase is left out of a failed result.
PythonObject ResultDict(const std::string& operator_name, absl::Time began,
                        const PhaseUsages& usages, const std::string& error);

// Returns the dict of a run that was measured in Google Benchmark's loop.
PythonObject ResultDict(const std::string& operator_name,
                        const benchmark::BenchmarkReporter::Run& run);

}  // namespace feluda

#endif  // LIB_PYTHON_BENCHMARKS_RESULT_DICT_H_

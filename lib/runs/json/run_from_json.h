// Reads a run from Google Benchmark's JSON, of release 1.7 to the newest, and
// from ours: the inverse of RunToJson().
//
// RunToJson() writes a run that was read exactly as it was in the file, if a
// reporter wrote the file. In a time written by hand the last digit may change,
// since Run holds the seconds of all iterations. A file does not have
// everything. In a run that was read
//
// - `run_name` holds the whole name in `function_name`;
// - counters are as they were printed, with no flags left to be applied;
// - an RMS row has NaN for its real time, and both times in seconds;
// - `complexity_n`, `statistics` and `memory_result` are not set.
//
// The heap figures of Google Benchmark's own memory pass, `allocs_per_iter` and
// `max_bytes_used`, become the counters `execution.heap_allocations` and
// `execution.heap_peak_bytes` where the file lacks these, so that reports show
// the memory of other programs, too. Every other number that Run has no field
// for becomes a counter of its name, and null becomes NaN. Everything else is
// left out.

#ifndef LIB_RUNS_JSON_RUN_FROM_JSON_H_
#define LIB_RUNS_JSON_RUN_FROM_JSON_H_

#include "absl/status/statusor.h"
#include "benchmark/benchmark.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

// Reads a run from an element of `benchmarks`. It must have a name and, unless
// the run failed or was skipped, its figures and their unit; whatever else is
// missing is as in a benchmark that runs once, in one thread. Error:
// InvalidArgument, which names the benchmark and the key:
//
//   "sort/8": real_time is a string, not a number
absl::StatusOr<benchmark::BenchmarkReporter::Run> RunFromJson(
    const nlohmann::ordered_json& json);

}  // namespace feluda

#endif  // LIB_RUNS_JSON_RUN_FROM_JSON_H_

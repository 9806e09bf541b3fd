// Writes a run as Google Benchmark's own JSONReporter does: the same keys, in
// the same order, with the same meaning, so that every reader of its files
// reads ours. There are two differences:
//
// - It is always valid JSON. A number that is not finite is null, where the
//   stock reporter writes a bare NaN or Infinity.
// - `allocs_per_iter` and `max_bytes_used` come from our counters, hence from
//   the execution phase alone, and `Run::memory_result` is never read: in 1.7.1
//   it dangles once a benchmark has been repeated. The stock reporter's totals
//   over its memory pass (`total_allocated_bytes`, `net_heap_growth`) are left
//   out; our figures are per iteration and stand among the counters.

#ifndef LIB_RUNS_JSON_RUN_TO_JSON_H_
#define LIB_RUNS_JSON_RUN_TO_JSON_H_

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

// Returns what Google Benchmark's own reporter writes, and `real_rms` beside
// the `rms`, which is that of the CPU time.
nlohmann::ordered_json RunToJson(const benchmark::BenchmarkReporter::Run& run);

// Returns Google Benchmark's word for a complexity: "N^2", "NlgN", "(1)";
// "f(N)" for a function of the user's.
absl::string_view BigOName(benchmark::BigO complexity);

// Returns the error of a fitted complexity, from an RMS row, as a share of the
// mean time: the real time or, in Google Benchmark's own files, which do not
// tell that, the CPU time.
double RmsShare(const benchmark::BenchmarkReporter::Run& run);

}  // namespace feluda

#endif  // LIB_RUNS_JSON_RUN_TO_JSON_H_

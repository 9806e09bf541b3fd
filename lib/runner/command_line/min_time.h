// Converts the values of --benchmark_min_time, which Google Benchmark changed
// in 1.8: before, they were a number of seconds; since then they are text,
// `0.5s` or `100x` (iterations). Later versions warn of a bare number in each
// process, and abort over what they cannot read.

#ifndef LIB_RUNNER_COMMAND_LINE_MIN_TIME_H_
#define LIB_RUNNER_COMMAND_LINE_MIN_TIME_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "lib/runs/run_outcome.h"

namespace feluda {

enum class MinTimeSyntax { kNumber, kText };

// The syntax of the Google Benchmark that this program is compiled with. It
// does not tell its version, but 1.8 also gave runs the field `skipped`.
constexpr MinTimeSyntax kMinTimeSyntax =
    kHasSkipped<benchmark::BenchmarkReporter::Run> ? MinTimeSyntax::kText
                                                   : MinTimeSyntax::kNumber;

// Returns the value in `syntax`; `0.5` and `0.5s` mean the same. Error:
// InvalidArgument, with what to say instead; also for iterations where `syntax`
// is kNumber.
absl::StatusOr<std::string> MinTimeAs(MinTimeSyntax syntax,
                                      absl::string_view value);

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_MIN_TIME_H_

// --benchmark_min_time, whose values Google Benchmark changed with 1.8: a
// number of seconds before, since then text, `0.5s` or `100x` (iterations). The
// later ones complain of a bare number in each process, and abort over what
// they cannot read.

#ifndef LIB_RUNNER_COMMAND_LINE_MIN_TIME_H_
#define LIB_RUNNER_COMMAND_LINE_MIN_TIME_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "lib/runs/run_outcome.h"

namespace feluda {

enum class MinTimeSyntax { kNumber, kText };

// What the Google Benchmark takes that this program is compiled with. 1.8 also
// gave runs the field `skipped`, and says nowhere which version it is.
constexpr MinTimeSyntax kMinTimeSyntax =
    compat_internal::HasSkipped<benchmark::BenchmarkReporter::Run>::value
        ? MinTimeSyntax::kText
        : MinTimeSyntax::kNumber;

// The value as `syntax` has it: `0.5` and `0.5s` mean the same with either.
// Error: InvalidArgument, with what to say instead; iterations where they
// cannot be told, too.
absl::StatusOr<std::string> MinTimeAs(MinTimeSyntax syntax,
                                      absl::string_view value);

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_MIN_TIME_H_

// Tells whether a run failed or was skipped, in any release of Google
// Benchmark: up to 1.7 a run that failed has `error_occurred` and
// `error_message`, later `skipped` and `skip_message`. The fields are found by
// their types, not by version macros.
//
//   if (Failed(run)) std::cerr << FailureMessage(run);

#ifndef LIB_RUNS_RUN_OUTCOME_H_
#define LIB_RUNS_RUN_OUTCOME_H_

#include <string>
#include <type_traits>
#include <utility>

namespace feluda {
namespace run_outcome_internal {

template <typename Run, typename = void>
struct HasSkipped : std::false_type {};

template <typename Run>
struct HasSkipped<Run, std::void_t<decltype(std::declval<Run&>().skipped)>>
    : std::true_type {};

}  // namespace run_outcome_internal

// Whether runs have the field `skipped`, as since release 1.8.
template <typename Run>
inline constexpr bool kHasSkipped =
    run_outcome_internal::HasSkipped<Run>::value;

// Whether the run ended with an error. `Run` is Google Benchmark's
// BenchmarkReporter::Run of any release, here and below.
template <typename Run>
bool Failed(const Run& run) {
  if constexpr (kHasSkipped<Run>) {
    using Skipped = std::decay_t<decltype(run.skipped)>;
    return run.skipped == Skipped::SkippedWithError;
  } else {
    return run.error_occurred;
  }
}

// Whether the run was skipped on purpose, which is no error; FailureMessage()
// tells why. Only later releases skip runs; MarkSkipped() is for a run of
// theirs that an earlier release reads from a file.
template <typename Run>
bool Skipped(const Run& run) {
  if constexpr (kHasSkipped<Run>) {
    using Skipped = std::decay_t<decltype(run.skipped)>;
    return run.skipped == Skipped::SkippedWithMessage;
  } else {
    return !run.error_occurred && !run.error_message.empty();
  }
}

// Returns why the run failed or was skipped; empty if neither happened.
template <typename Run>
std::string FailureMessage(const Run& run) {
  if constexpr (kHasSkipped<Run>) {
    return run.skip_message;
  } else {
    return run.error_message;
  }
}

template <typename Run>
void MarkFailed(Run& run, const std::string& message) {
  if constexpr (kHasSkipped<Run>) {
    using Skipped = std::decay_t<decltype(run.skipped)>;
    run.skipped = Skipped::SkippedWithError;
    run.skip_message = message;
  } else {
    run.error_occurred = true;
    run.error_message = message;
  }
}

// Marks the run as skipped on purpose. Releases up to 1.7 cannot skip a run;
// there a message without an error marks it, which they never make themselves.
// An empty message becomes "no message".
template <typename Run>
void MarkSkipped(Run& run, std::string message) {
  if (message.empty()) message = "no message";
  if constexpr (kHasSkipped<Run>) {
    using Skipped = std::decay_t<decltype(run.skipped)>;
    run.skipped = Skipped::SkippedWithMessage;
    run.skip_message = std::move(message);
  } else {
    run.error_message = std::move(message);
  }
}

}  // namespace feluda

#endif  // LIB_RUNS_RUN_OUTCOME_H_

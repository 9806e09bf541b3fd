// Tells whether a run failed, and hides other differences between Google
// Benchmark's releases. They are found by types, not by version macros: up to
// 1.7 a run that failed has `error_occurred` and `error_message`, later
// `skipped` and `skip_message`; up to 1.9 a run points to the result of its
// memory pass, which it does not own, and on the main branch of 2026 it holds
// the result.
//
//   if (Failed(run)) std::cerr << FailureMessage(run);

#ifndef LIB_RUNS_RUN_OUTCOME_H_
#define LIB_RUNS_RUN_OUTCOME_H_

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

namespace feluda {
namespace compat_internal {

template <typename Run, typename = void>
struct HasSkipped : std::false_type {};

template <typename Run>
struct HasSkipped<Run, std::void_t<decltype(std::declval<Run&>().skipped)>>
    : std::true_type {};

template <typename Run>
constexpr bool kPointsToMemory =
    std::is_pointer_v<decltype(std::declval<Run&>().memory_result)>;

}  // namespace compat_internal

// Whether the run ended with an error. `Run` is Google Benchmark's
// BenchmarkReporter::Run of any release, here and below.
template <typename Run>
bool Failed(const Run& run) {
  if constexpr (compat_internal::HasSkipped<Run>::value) {
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
  if constexpr (compat_internal::HasSkipped<Run>::value) {
    using Skipped = std::decay_t<decltype(run.skipped)>;
    return run.skipped == Skipped::SkippedWithMessage;
  } else {
    return !run.error_occurred && !run.error_message.empty();
  }
}

// Returns why the run failed or was skipped; empty if neither happened.
template <typename Run>
std::string FailureMessage(const Run& run) {
  if constexpr (compat_internal::HasSkipped<Run>::value) {
    return run.skip_message;
  } else {
    return run.error_message;
  }
}

template <typename Run>
void MarkFailed(Run& run, const std::string& message) {
  if constexpr (compat_internal::HasSkipped<Run>::value) {
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
  if constexpr (compat_internal::HasSkipped<Run>::value) {
    using Skipped = std::decay_t<decltype(run.skipped)>;
    run.skipped = Skipped::SkippedWithMessage;
    run.skip_message = std::move(message);
  } else {
    run.error_message = std::move(message);
  }
}

// Returns the result of the run's memory pass; null if it has none.
template <typename Run>
auto MemoryOf(const Run& run) {
  if constexpr (compat_internal::kPointsToMemory<Run>) {
    return run.memory_result;
  } else {
    return run.memory_result.memory_iterations > 0 ? &run.memory_result
                                                   : nullptr;
  }
}

// Returns how many iterations that result covers; 0 if runs do not tell.
template <typename Run>
int64_t MemoryIterations([[maybe_unused]] const Run& run) {
  if constexpr (compat_internal::kPointsToMemory<Run>) {
    return 0;
  } else {
    return run.memory_result.memory_iterations;
  }
}

template <typename Run>
void ClearMemory(Run& run) {
  run.memory_result = {};
}

// Gives the run a result that covers `iterations`. REQUIRES: the result
// outlives the run.
template <typename Run, typename Result>
void SetMemory(const Result& result, [[maybe_unused]] int64_t iterations,
               Run& run) {
  if constexpr (compat_internal::kPointsToMemory<Run>) {
    run.memory_result = &result;
  } else {
    run.memory_result = result;
    run.memory_result.memory_iterations = iterations;
  }
}

}  // namespace feluda

#endif  // LIB_RUNS_RUN_OUTCOME_H_

// Reads and sets the result of a run's memory pass, in any release of Google
// Benchmark: up to 1.9 a run points to the result, which it does not own, and
// on the main branch of 2026 it holds the result. The type of the field tells
// the two apart, not a version macro.
//
//   if (const auto* memory = MemoryOf(run)) use(memory->max_bytes_used);
//
// `Run` is Google Benchmark's BenchmarkReporter::Run of any release.

#ifndef LIB_RUNS_RUN_MEMORY_H_
#define LIB_RUNS_RUN_MEMORY_H_

#include <cstdint>
#include <type_traits>
#include <utility>

namespace feluda {
namespace run_memory_internal {

template <typename Run>
constexpr bool kPointsToMemory =
    std::is_pointer_v<decltype(std::declval<Run&>().memory_result)>;

}  // namespace run_memory_internal

// Returns the result of the run's memory pass; null if it has none.
template <typename Run>
auto MemoryOf(const Run& run) {
  if constexpr (run_memory_internal::kPointsToMemory<Run>) {
    return run.memory_result;
  } else {
    return run.memory_result.memory_iterations > 0 ? &run.memory_result
                                                   : nullptr;
  }
}

// Returns how many iterations that result covers; 0 if runs do not tell.
template <typename Run>
int64_t MemoryIterations([[maybe_unused]] const Run& run) {
  if constexpr (run_memory_internal::kPointsToMemory<Run>) {
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
  if constexpr (run_memory_internal::kPointsToMemory<Run>) {
    run.memory_result = &result;
  } else {
    run.memory_result = result;
    run.memory_result.memory_iterations = iterations;
  }
}

}  // namespace feluda

#endif  // LIB_RUNS_RUN_MEMORY_H_

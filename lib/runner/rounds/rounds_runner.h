// Runs all benchmarks round by round, each round in an order of its own.

#ifndef LIB_RUNNER_ROUNDS_ROUNDS_RUNNER_H_
#define LIB_RUNNER_ROUNDS_ROUNDS_RUNNER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/runner/processes/process_runs.h"
#include "lib/runner/rounds/round_results.h"

namespace feluda {

struct RoundsPlan {
  size_t benchmarks = 0;
  size_t rounds = 1;
  // Draws the order of each round.
  uint64_t seed = 0;
};

struct RoundsCallbacks {
  // Runs a benchmark; nullopt ends the rounds.
  std::function<absl::StatusOr<std::optional<ProcessRuns>>(size_t benchmark)>
      run;
  // Rounds are counted from 0.
  std::function<void(size_t round)> on_round_start = [](size_t) {};
  std::function<void(size_t round)> on_round_end = [](size_t) {};
  // Called after each benchmark of a round.
  std::function<void(size_t round)> on_result = [](size_t) {};
};

// Runs the rounds and adds them to `results`. A benchmark that has whole rounds
// already, from an earlier report, takes part from the first round that it
// lacks. After an interruption the round under way does not count. Errors are
// those of `run`.
absl::Status RunRounds(const RoundsPlan& plan, const RoundsCallbacks& callbacks,
                       RoundResults& results);

}  // namespace feluda

#endif  // LIB_RUNNER_ROUNDS_ROUNDS_RUNNER_H_

// --feluda_rounds and --feluda_rounds_seed: all benchmarks run so many times
// over, round by round.

#ifndef LIB_RUNNER_ROUNDS_ROUNDS_FLAGS_H_
#define LIB_RUNNER_ROUNDS_ROUNDS_FLAGS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace feluda {

struct RoundsRequest {
  // 0: the benchmarks run once, in the order of the list.
  int64_t rounds = 0;
  // Draws the orders of the rounds.
  uint64_t seed = 0;
};

// The rounds that the flags ask for; a seed that is not given is drawn, so call
// it once. `isolated`: each benchmark has a process of its own. `interleaved`:
// Google Benchmark shall run repetitions in random order. Error:
// InvalidArgument, names the flags and the remedy. REQUIRES: the command line
// was read.
absl::StatusOr<RoundsRequest> RoundsFromFlags(bool isolated, bool interleaved);

// "10 rounds of 112 benchmarks, in an order drawn anew for each;
// --feluda_rounds_seed=77 draws the same ones."
std::string DescribeRounds(const RoundsRequest& request, size_t benchmarks);

}  // namespace feluda

#endif  // LIB_RUNNER_ROUNDS_ROUNDS_FLAGS_H_

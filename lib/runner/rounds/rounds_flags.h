// --feluda_rounds and --feluda_rounds_seed: how many rounds of all benchmarks
// run, and what draws their orders.

#ifndef LIB_RUNNER_ROUNDS_ROUNDS_FLAGS_H_
#define LIB_RUNNER_ROUNDS_ROUNDS_FLAGS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace feluda {

struct RoundsRequest {
  // With 0 the benchmarks run once, in the order of the list.
  int64_t rounds = 0;
  // Draws the orders of the rounds.
  uint64_t seed = 0;
};

// Returns the rounds that the flags ask for. A seed that is not given is drawn,
// so call it once. Rounds need `isolated`, a process of its own for each
// benchmark, and not `interleaved`, Google Benchmark's random order of
// repetitions. Error: InvalidArgument, which names the flags and the remedy.
// REQUIRES: the command line was read.
absl::StatusOr<RoundsRequest> RoundsFromFlags(bool isolated, bool interleaved);

// "10 rounds of 112 benchmarks, in an order drawn anew for each;
// --feluda_rounds_seed=77 draws the same ones."
std::string DescribeRounds(const RoundsRequest& request, size_t benchmarks);

}  // namespace feluda

#endif  // LIB_RUNNER_ROUNDS_ROUNDS_FLAGS_H_

#include "lib/runner/rounds/rounds_flags.h"

#include <optional>
#include <random>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

ABSL_FLAG(int64_t, feluda_rounds, 0,
          "run all benchmarks this many times over, each time in a new order "
          "and in new processes, so that repetitions are independent and can "
          "be compared; 0 runs them once");
ABSL_FLAG(std::optional<uint64_t>, feluda_rounds_seed, std::nullopt,
          "draw the orders of --feluda_rounds from this number, which an "
          "earlier run told; without it they differ each time");

namespace feluda {
namespace {

constexpr int64_t kMaxRounds = 1'000'000;

}  // namespace

absl::StatusOr<RoundsRequest> RoundsFromFlags(bool isolated, bool interleaved) {
  RoundsRequest request;
  request.rounds = absl::GetFlag(FLAGS_feluda_rounds);
  if (request.rounds < 0 || request.rounds > kMaxRounds) {
    return absl::InvalidArgumentError(
        absl::StrCat("--feluda_rounds: must be from 0 to ", kMaxRounds));
  }
  if (request.rounds == 0) return request;
  if (!isolated) {
    return absl::InvalidArgumentError(
        "--feluda_rounds: each round needs new processes, and "
        "--feluda_isolate=false runs all in one, where repetitions share their "
        "memory's layout and tell less than they seem to; leave one of the two "
        "out");
  }
  if (interleaved) {
    return absl::InvalidArgumentError(
        "--feluda_rounds: --benchmark_enable_random_interleaving runs all in "
        "one process, and rounds are in random order without it; leave it out");
  }
  const std::optional<uint64_t> seed = absl::GetFlag(FLAGS_feluda_rounds_seed);
  request.seed = seed.has_value() ? *seed : std::random_device{}();
  return request;
}

std::string DescribeRounds(const RoundsRequest& request, size_t benchmarks) {
  return absl::StrCat(
      request.rounds, request.rounds == 1 ? " round of " : " rounds of ",
      benchmarks, benchmarks == 1 ? " benchmark" : " benchmarks",
      ", in an order drawn anew for each; --feluda_rounds_seed=", request.seed,
      " draws the same ones.\n");
}

}  // namespace feluda

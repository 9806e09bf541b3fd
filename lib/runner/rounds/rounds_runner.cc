#include "lib/runner/rounds/rounds_runner.h"

#include <vector>

#include "lib/runner/rounds/round_order.h"

namespace feluda {
namespace {

// The benchmarks that lack this round, in the order in which they run.
std::vector<size_t> Participants(const RoundsPlan& plan, size_t round,
                                 const RoundResults& results) {
  std::vector<size_t> participants;
  for (const size_t i : RoundOrder(plan.seed, round, plan.benchmarks)) {
    if (results.Rounds(i) <= round) participants.push_back(i);
  }
  return participants;
}

}  // namespace

absl::Status RunRounds(const RoundsPlan& plan, const RoundsCallbacks& callbacks,
                       RoundResults& results) {
  for (size_t round = 0; round < plan.rounds; ++round) {
    const std::vector<size_t> order = Participants(plan, round, results);
    if (order.empty()) continue;
    callbacks.on_round_start(round);
    for (const size_t benchmark : order) {
      const absl::StatusOr<std::optional<ProcessRuns>> process =
          callbacks.run(benchmark);
      if (!process.ok()) return process.status();
      if (!process->has_value()) return absl::OkStatus();
      results.Add(benchmark, **process);
      callbacks.on_result(round);
    }
    results.EndRound();
    callbacks.on_round_end(round);
  }
  return absl::OkStatus();
}

}  // namespace feluda

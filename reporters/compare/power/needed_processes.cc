#include "reporters/compare/power/needed_processes.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace feluda {
namespace {

constexpr double kVariation = 0.08;
constexpr double kThreshold = 0.05;
constexpr size_t kFrom = 20;
constexpr double kFactor = 1.5;
constexpr size_t kMaxProcesses = 600;
// The truth is found with fewer comparisons a number than there are estimates,
// and to so much.
constexpr int kFewer = 4;
constexpr double kCloseEnough = 1.03;

bool TellsInNineOfTen(Pairing pairing, SampleShape shape, size_t processes,
                      int comparisons) {
  MadeUpSamples made(processes);
  int told = 0;
  for (int i = 0; i < comparisons; ++i) {
    const MadeUpSides sides =
        MakeSides(pairing, shape, processes, 1, kVariation, made);
    const auto change = EstimateChange(sides.from, sides.to, pairing);
    if (change.has_value() &&
        Judge(*change, kThreshold, kFalseFindings) == Judgement::kSame) {
      ++told;
    }
  }
  return told * 10 >= comparisons * 9;
}

size_t TrueNumber(Pairing pairing, SampleShape shape, int comparisons) {
  size_t low = 6;
  size_t high = kMaxProcesses;
  while (static_cast<double>(high) > kCloseEnough * static_cast<double>(low) &&
         high - low > 1) {
    const size_t middle = (low + high) / 2;
    (TellsInNineOfTen(pairing, shape, middle, comparisons) ? high : low) =
        middle;
  }
  return high;
}

}  // namespace

MadeUpSides MakeSides(Pairing pairing, SampleShape shape, size_t count,
                      double ratio, double variation, MadeUpSamples& made) {
  if (pairing == Pairing::kIndependent) {
    return {made.Make(shape, count, 1, variation),
            made.Make(shape, count, ratio, variation)};
  }
  MadeUpSides sides;
  const std::vector<double> series = made.Make(shape, 2 * count, 1, variation);
  for (size_t i = 0; i < count; ++i) {
    const size_t first = made.Uniform() < 0.5 ? 0 : 1;
    sides.from.push_back(series[2 * i + first]);
    sides.to.push_back(series[2 * i + 1 - first] * ratio);
  }
  return sides;
}

NeededTally TallyNeeded(Pairing pairing, SampleShape shape, int estimates) {
  NeededTally tally;
  tally.truth = TrueNumber(pairing, shape, std::max(1, estimates / kFewer));
  MadeUpSamples made(20261127);
  std::vector<double> ratios;
  for (int i = 0; i < estimates; ++i) {
    const MadeUpSides sides =
        MakeSides(pairing, shape, kFrom, 1, kVariation, made);
    const auto change = EstimateChange(sides.from, sides.to, pairing);
    if (!change.has_value()) continue;
    const ProcessesToTell needed =
        ProcessesNeeded(*change, kThreshold, kFalseFindings);
    // Another question: how many find a change.
    if (needed.tells_change) continue;
    ratios.push_back(needed.processes / static_cast<double>(tally.truth));
  }
  if (ratios.empty()) return tally;
  std::sort(ratios.begin(), ratios.end());
  tally.median = ratios[ratios.size() / 2];
  const auto within = std::count_if(
      ratios.begin(), ratios.end(),
      [](double ratio) { return ratio <= kFactor && ratio >= 1 / kFactor; });
  tally.within =
      static_cast<double>(within) / static_cast<double>(ratios.size());
  return tally;
}

}  // namespace feluda

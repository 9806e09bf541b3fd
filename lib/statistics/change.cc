#include "lib/statistics/change.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "lib/statistics/normal.h"
#include "lib/statistics/rank_test.h"

namespace feluda {
namespace {

constexpr double kConfidence = 0.95;
// Of an interval each of whose ends has odds of three to one.
constexpr double kProbable = 0.5;
// A change that is worth finding, in thresholds.
constexpr double kWorthFinding = 2.5;

bool IsPaired(Pairing pairing) { return pairing == Pairing::kPairs; }

double LeastPValue(const std::vector<double>& old_values,
                   const std::vector<double>& new_values, Pairing pairing) {
  if (!IsPaired(pairing)) {
    return LeastRankSumPValue(old_values, new_values);
  }
  std::vector<double> differences(old_values.size());
  std::transform(new_values.begin(), new_values.end(), old_values.begin(),
                 differences.begin(), std::minus<double>());
  return LeastSignedRankPValue(differences);
}

// The standard error of the logarithm of the ratio, were there one process on
// each side. The estimate of the autocorrelation (autocorrelation.h) is never
// below 0, hence too large by a known share if there is none.
double ErrorOfOne(const Change& change) {
  const double root = std::sqrt(static_cast<double>(change.processes));
  const double excess = IsPaired(change.pairing) ? 1 : 1 + 1 / (3 * root);
  return change.standard_error * root / excess;
}

double Squared(double value) { return value * value; }

}  // namespace

std::optional<Change> EstimateChange(const std::vector<double>& old_values,
                                     const std::vector<double>& new_values,
                                     Pairing pairing) {
  const RatioIntervals ratios =
      IsPaired(pairing) ? RatioIntervals::OfPairs(old_values, new_values)
                        : RatioIntervals::OfSamples(old_values, new_values);
  const std::optional<RatioInterval> interval = ratios.At(kConfidence);
  if (!interval.has_value()) return std::nullopt;
  const RatioInterval probable = *ratios.At(kProbable);
  Change change;
  change.pairing = pairing;
  change.processes = std::min(old_values.size(), new_values.size());
  change.interval = *interval;
  change.probably_above = probable.low;
  change.probably_below = probable.high;
  change.standard_error = ratios.StandardError();
  change.p_value = IsPaired(pairing) ? PairedRatioPValue(old_values, new_values)
                                     : RatioPValue(old_values, new_values);
  change.least_p_value = LeastPValue(old_values, new_values, pairing);
  return change;
}

Judgement Judge(const Change& change, double threshold, double limit) {
  const double above = 1 + threshold;
  const double below = 1 / above;
  if (change.interval.low >= below && change.interval.high <= above) {
    return Judgement::kSame;
  }
  if (change.p_value > limit) return Judgement::kCannotTell;
  if (change.probably_above > above) return Judgement::kWorse;
  if (change.probably_below < below) return Judgement::kBetter;
  return Judgement::kCannotTell;
}

ProcessesToTell ProcessesNeeded(const Change& change, double threshold,
                                double limit) {
  const double least =
      std::max(static_cast<double>(LeastProcesses(change.pairing, limit)),
               static_cast<double>(change.processes) + 1);
  const double error = ErrorOfOne(change);
  const double within = std::log1p(threshold);
  ProcessesToTell needed;
  needed.tells_change = std::abs(std::log(change.interval.ratio)) >= within;
  needed.change = kWorthFinding * threshold;
  if (needed.tells_change) {
    const double worth = std::log1p(needed.change);
    const double z = NormalTailQuantile(0.1);
    needed.processes =
        Squared(error * std::max((NormalTailQuantile(limit / 2) + z) / worth,
                                 (NormalTailQuantile((1 - kProbable) / 2) + z) /
                                     (worth - within)));
  } else {
    // Either end of the interval may be beyond in one case of twenty.
    const double z =
        NormalTailQuantile((1 - kConfidence) / 2) + NormalTailQuantile(0.05);
    needed.processes = Squared(error * z / within);
  }
  needed.processes = std::max(std::ceil(needed.processes), least);
  return needed;
}

size_t LeastProcesses(Pairing pairing, double limit) {
  // The chance that all ranks of one side lie above, and that they lie below.
  double least = 2;
  size_t processes = 0;
  while (least > limit) {
    ++processes;
    const auto n = static_cast<double>(processes);
    least *= IsPaired(pairing) ? 0.5 : n / (2 * (2 * n - 1));
  }
  return processes;
}

}  // namespace feluda

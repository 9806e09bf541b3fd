#include "lib/statistics/ratio_interval.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

#include "lib/statistics/autocorrelation.h"
#include "lib/statistics/normal.h"
#include "lib/statistics/rank_test.h"

namespace feluda {
namespace {

// So many ratios are made at most; of larger samples every second, third …
// figure in order of size stands for its neighbours.
constexpr size_t kMaxFigures = 400;

// Zero has a logarithm far below all others, and not minus infinity, of which
// neither differences nor means can be made. Ratios to zero come out infinite.
constexpr double kLogarithmOfZero = -1e6;

double Logarithm(double value) {
  return value > 0 ? std::log(value) : kLogarithmOfZero;
}

std::vector<double> Logarithms(const std::vector<double>& values) {
  std::vector<double> logarithms(values.size());
  std::transform(values.begin(), values.end(), logarithms.begin(), Logarithm);
  return logarithms;
}

std::vector<double> PairDifferences(const std::vector<double>& old_values,
                                    const std::vector<double>& new_values) {
  std::vector<double> differences(old_values.size());
  for (size_t i = 0; i < differences.size(); ++i) {
    differences[i] = Logarithm(new_values[i]) - Logarithm(old_values[i]);
  }
  return differences;
}

// The confidence that an interval needs so that it has the one that was asked
// for although its standard error is larger by `inflation`.
double Widened(double confidence, double inflation) {
  if (inflation <= 1) return confidence;
  const double z = NormalTailQuantile((1 - confidence) / 2);
  return 1 - 2 * NormalTail(z * inflation);
}

double Weakened(double p_value, double inflation) {
  if (inflation <= 1 || p_value >= 1) return p_value;
  return 2 * NormalTail(NormalTailQuantile(p_value / 2) / inflation);
}

// How many of the `count` sorted values lie outside on either side of an
// interval of that confidence; nullopt if even none is too many. `cdf(k)` is
// the probability that at most k of them lie below the true value.
std::optional<double> OutsideEachSide(
    double confidence, double count, const std::function<double(size_t)>& cdf) {
  const double tail = (1 - confidence) / 2;
  if (cdf(0) > tail) return std::nullopt;
  size_t low = 0;
  size_t high = static_cast<size_t>(count / 2) + 1;
  while (high - low > 1) {
    const size_t middle = (low + high) / 2;
    (cdf(middle) <= tail ? low : high) = middle;
  }
  return static_cast<double>(low);
}

// The probability that a statistic is at most `value`, with half a step more.
double NormalCdf(double value, double mean, double variance) {
  return NormalTail((mean - value - 0.5) / std::sqrt(variance));
}

double RankSumProbability(size_t one, size_t other, size_t u) {
  if (std::max(one, other) <= kMaxExactRanks) return RankSumCdf(one, other, u);
  const auto n = static_cast<double>(one);
  const auto m = static_cast<double>(other);
  return NormalCdf(static_cast<double>(u), n * m / 2, n * m * (n + m + 1) / 12);
}

double SignedRankProbability(size_t pairs, size_t sum) {
  if (pairs <= 2 * kMaxExactRanks) return SignedRankCdf(pairs, sum);
  const auto n = static_cast<double>(pairs);
  return NormalCdf(static_cast<double>(sum), n * (n + 1) / 4,
                   n * (n + 1) * (2 * n + 1) / 24);
}

// REQUIRES: two figures or more.
double VarianceOfMean(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  return squares / (n - 1) / n;
}

std::vector<double> Thinned(std::vector<double> values) {
  if (values.size() <= kMaxFigures) return values;
  std::sort(values.begin(), values.end());
  std::vector<double> thinned(kMaxFigures);
  for (size_t i = 0; i < kMaxFigures; ++i) {
    thinned[i] = values[(2 * i + 1) * values.size() / (2 * kMaxFigures)];
  }
  return thinned;
}

}  // namespace

RatioIntervals::RatioIntervals(std::vector<double> differences, double count,
                               double variance, double inflation, Cdf cdf)
    : differences_(std::move(differences)),
      count_(count),
      variance_(variance),
      inflation_(inflation),
      cdf_(std::move(cdf)) {
  std::sort(differences_.begin(), differences_.end());
}

RatioIntervals RatioIntervals::OfSamples(
    const std::vector<double>& old_values,
    const std::vector<double>& new_values) {
  const std::vector<double> from = Logarithms(old_values);
  const std::vector<double> to = Logarithms(new_values);
  const size_t n = from.size();
  const size_t m = to.size();
  const std::vector<double> few_from = Thinned(from);
  std::vector<double> differences;
  for (const double value : Thinned(to)) {
    for (const double other : few_from) differences.push_back(value - other);
  }
  return RatioIntervals(
      std::move(differences), static_cast<double>(n) * static_cast<double>(m),
      VarianceOfMean(from) + VarianceOfMean(to), ErrorInflation(from, to),
      [n, m](size_t u) { return RankSumProbability(n, m, u); });
}

RatioIntervals RatioIntervals::OfPairs(const std::vector<double>& old_values,
                                       const std::vector<double>& new_values) {
  const size_t n = old_values.size();
  const std::vector<double> all = PairDifferences(old_values, new_values);
  const std::vector<double> few = Thinned(all);
  // Walsh's averages: the means of all pairs of differences, each with itself.
  std::vector<double> averages;
  for (size_t i = 0; i < few.size(); ++i) {
    for (size_t j = 0; j <= i; ++j) {
      averages.push_back((few[i] + few[j]) / 2);
    }
  }
  const auto pairs = static_cast<double>(n);
  return RatioIntervals(
      std::move(averages), pairs * (pairs + 1) / 2, VarianceOfMean(all), 1,
      [n](size_t sum) { return SignedRankProbability(n, sum); });
}

std::optional<RatioInterval> RatioIntervals::At(double confidence) const {
  if (differences_.empty()) return std::nullopt;
  if (!OutsideEachSide(confidence, count_, cdf_).has_value()) {
    return std::nullopt;
  }
  // Where the samples are too small for the wider interval, it has all.
  const double outside =
      OutsideEachSide(Widened(confidence, inflation_), count_, cdf_)
          .value_or(0);
  const auto size = static_cast<double>(differences_.size());
  const auto below = static_cast<size_t>(outside / count_ * size);
  const size_t last = differences_.size() - 1;
  RatioInterval interval;
  interval.low = std::exp(differences_[below]);
  interval.high = std::exp(differences_[last - below]);
  interval.ratio =
      std::exp((differences_[last / 2] + differences_[(last + 1) / 2]) / 2);
  return interval;
}

double RatioIntervals::StandardError() const {
  static constexpr double kConfidences[] = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95};
  double sum = 0;
  double count = 0;
  for (const double confidence : kConfidences) {
    const std::optional<RatioInterval> interval = At(confidence);
    if (!interval.has_value()) continue;
    sum += std::log(interval->high / interval->low) / 2 /
           NormalTailQuantile((1 - confidence) / 2);
    ++count;
  }
  if (count == 0) return std::numeric_limits<double>::infinity();
  return std::sqrt(sum / count * std::sqrt(variance_) * inflation_);
}

double RatioPValue(const std::vector<double>& old_values,
                   const std::vector<double>& new_values) {
  return Weakened(
      RankSumPValue(old_values, new_values),
      ErrorInflation(Logarithms(old_values), Logarithms(new_values)));
}

double PairedRatioPValue(const std::vector<double>& old_values,
                         const std::vector<double>& new_values) {
  return SignedRankPValue(PairDifferences(old_values, new_values));
}

}  // namespace feluda

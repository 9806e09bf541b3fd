// The ratio of two samples of processes, new over old, with its interval.
//
//   const auto ratios = RatioIntervals::OfSamples(old_seconds, new_seconds);
//   ratios.At(0.95)->ratio;  // 1.10: the new ones take 10 % longer
//
// The ratio is the Hodges-Lehmann estimate on logarithms: the median of the
// ratios of every new figure to every old one. The interval has the ratios that
// the rank test does not reject (rank_test.h), so it keeps its level whatever
// the distribution is, if the new one is the old one times a factor. The
// interval of independent samples is widened where figures depend on the one
// before (autocorrelation.h). Pairs do not need that: which of the two comes
// first is drawn at random, which alone makes their test exact.
//
// Sources: J. L. Hodges and E. L. Lehmann 1963, "Estimates of location based on
// rank tests"; E. L. Lehmann, "Nonparametrics" (1975), 2.5 and 4.4 for the
// intervals. `bazel run //reporters:compare_power` prints what they cover.

#ifndef LIB_STATISTICS_RATIO_INTERVAL_H_
#define LIB_STATISTICS_RATIO_INTERVAL_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace feluda {

struct RatioInterval {
  double ratio;
  double low;
  double high;
};

// Intervals of one ratio, at any confidence. A ratio to zero is infinite, and
// that of two zeros is 1. REQUIRES for all: no figure is NaN or negative, and
// each sample is in the order in which it was taken.
class RatioIntervals {
 public:
  // Compares independent samples.
  static RatioIntervals OfSamples(const std::vector<double>& old_values,
                                  const std::vector<double>& new_values);

  // Compares pairs that were taken together, old_values[i] and new_values[i],
  // in an order that was drawn for each pair or block (AB, BA). What both have
  // in common cancels. REQUIRES: equal sizes.
  static RatioIntervals OfPairs(const std::vector<double>& old_values,
                                const std::vector<double>& new_values);

  // Returns the ratio and its interval; nullopt if there are too few figures:
  // 95 % needs four on each side, or six pairs. REQUIRES: 0 < confidence < 1.
  std::optional<RatioInterval> At(double confidence) const;

  // Returns the standard error of the ratio's logarithm; infinity if there is
  // no interval. The trick: the estimate from intervals of several confidences
  // is right on average for every shape of the data, but varies much; the
  // estimate from the variance varies least, but is too large for data with
  // tails or two modes. The geometric mean of both is off by less than either.
  double StandardError() const;

 private:
  using Cdf = std::function<double(size_t)>;

  // `differences` of logarithms, whose median is the ratio's, are a selection
  // of `count`. `variance` is that of the difference of the samples' means.
  // `cdf(k)` is the probability that at most k of all `count` lie below the
  // true one.
  RatioIntervals(std::vector<double> differences, double count, double variance,
                 double inflation, Cdf cdf);

  std::vector<double> differences_;
  double count_;
  double variance_;
  double inflation_;
  Cdf cdf_;
};

// Return the two-sided p-value of the ratio 1: of OfSamples(), and of
// OfPairs().
double RatioPValue(const std::vector<double>& old_values,
                   const std::vector<double>& new_values);
double PairedRatioPValue(const std::vector<double>& old_values,
                         const std::vector<double>& new_values);

}  // namespace feluda

#endif  // LIB_STATISTICS_RATIO_INTERVAL_H_

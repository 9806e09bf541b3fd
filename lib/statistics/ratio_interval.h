// The ratio of two samples of processes, new over old, with its interval.
//
//   const auto ratios = RatioIntervals::OfSamples(old_seconds, new_seconds);
//   ratios.At(0.95)->ratio;  // 1.10: the new ones take 10 % longer
//
// The ratio is the Hodges-Lehmann estimate on logarithms: the median of the
// ratios of every new figure to every old one. The interval has the ratios that
// the rank test would not refuse (rank_test.h), so it holds its level whatever
// the distribution is, if the new one is the old one times a factor. That of
// independent samples is widened where figures lean on the one before
// (autocorrelation.h). Pairs need that not: what comes first is drawn, and the
// draw alone makes their test exact.
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

// REQUIRES for all: no figure is NaN or negative, and each sample stands in the
// order in which it was taken. A ratio to zero is infinite, and that of two
// zeros is 1.
class RatioIntervals {
 public:
  // Of independent samples.
  static RatioIntervals OfSamples(const std::vector<double>& old_values,
                                  const std::vector<double>& new_values);

  // Of pairs that were taken together: old_values[i] and new_values[i], in an
  // order that was drawn for each pair or block (AB, BA). What both share
  // cancels. REQUIRES: equal sizes.
  static RatioIntervals OfPairs(const std::vector<double>& old_values,
                                const std::vector<double>& new_values);

  // Nullopt where there are too few: 95 % needs four on each side, or six
  // pairs. REQUIRES: 0 < confidence < 1.
  std::optional<RatioInterval> At(double confidence) const;

  // The standard error of the ratio's logarithm. Infinite where there is no
  // interval. The trick: what intervals of several confidences say is right on
  // average for every shape of the data, and varies much; what the variance
  // says varies least, and is too much for data with tails or two modes. The
  // geometric mean of both is off by less than either.
  double StandardError() const;

 private:
  using Cdf = std::function<double(size_t)>;

  // The differences of logarithms that the ratio is the median of, thinned from
  // `count`. `variance` is that of the difference of the samples' means.
  // `cdf(k)` is the probability that at most k of all lie below the
  // true one.
  RatioIntervals(std::vector<double> differences, double count, double variance,
                 double inflation, Cdf cdf);

  std::vector<double> differences_;
  double count_;
  double variance_;
  double inflation_;
  Cdf cdf_;
};

// The two-sided p-values that belong to them, of the ratio 1.
double RatioPValue(const std::vector<double>& old_values,
                   const std::vector<double>& new_values);
double PairedRatioPValue(const std::vector<double>& old_values,
                         const std::vector<double>& new_values);

}  // namespace feluda

#endif  // LIB_STATISTICS_RATIO_INTERVAL_H_

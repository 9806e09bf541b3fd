// Estimates how much the figures of a series vary about their levels, whatever
// its steps.

#ifndef LIB_STATISTICS_SERIES_NOISE_H_
#define LIB_STATISTICS_SERIES_NOISE_H_

#include <cstddef>
#include <vector>

namespace feluda {

// Returns the standard deviation of independent figures. It is the root of half
// the mean square of the distances between neighbours, which steps hardly
// change. Distances are cut at about six times their median, so that a large
// step adds little; the median alone would take skewed figures for steadier
// than they are. A series whose neighbours are mostly equal has only the noise
// of rounding, 1e-9. REQUIRES: at least two figures.
double NoiseOfSeries(const std::vector<double>& figures);

// Returns the factor by which the means of stretches of a series vary more than
// NoiseOfSeries() says, because the figures are autocorrelated, as those of a
// machine that is slower for some days. `residuals` are the figures less their
// levels, of which there are `levels`.
//
// With a correlation r of residuals that follow each other, means vary by
// (1 + r) / (1 - r) more than those of independent figures, and neighbours are
// closer by 1 - r (both in squares). Each level that is taken off lowers the
// estimate of r by about 1 / n (M. Kendall, "Note on bias in the estimation of
// autocorrelation", Biometrika 1954), which is made up for. An r within its
// standard error, the root of 1 / n, counts as none; fewer than 40 residuals
// tell nothing of it. At least 1, at most 6.7.
double NoiseInflation(const std::vector<double>& residuals, size_t levels);

}  // namespace feluda

#endif  // LIB_STATISTICS_SERIES_NOISE_H_

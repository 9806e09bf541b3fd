// Estimates how much the figures of a series vary about their levels, whatever
// its steps.

#ifndef LIB_STATISTICS_SERIES_NOISE_H_
#define LIB_STATISTICS_SERIES_NOISE_H_

#include <vector>

namespace feluda {

// Returns the standard deviation of independent figures whose means would vary
// as much as those of this series. It is the root of half the mean square of
// the distances between neighbours, which steps hardly change. Distances are
// cut at about six times their median, so that a large step adds little; the
// median alone would take skewed figures for steadier than they are. In a
// series of more than 40 figures that depend on the one before, as on a machine
// that is slower for some days, the result is larger. A series whose neighbours
// are mostly equal has only the noise of rounding, 1e-9. REQUIRES: at least two
// figures.
double NoiseOfSeries(const std::vector<double>& figures);

}  // namespace feluda

#endif  // LIB_STATISTICS_SERIES_NOISE_H_

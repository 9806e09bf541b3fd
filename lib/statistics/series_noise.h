// How much the figures of a series vary about their levels, whatever its steps.

#ifndef LIB_STATISTICS_SERIES_NOISE_H_
#define LIB_STATISTICS_SERIES_NOISE_H_

#include <vector>

namespace feluda {

// The standard deviation of independent figures whose means would vary as much
// as those of this series. It comes from how far neighbours are apart, which
// steps hardly change: the root of half the mean square of their distances.
// Distances are cut at what is far out for half of them, so that a large step
// adds little; that median alone would take skewed figures for steadier than
// they are. Where figures lean on the one before, as those of a machine that is
// slower for some days, it is larger. A series whose neighbours are mostly
// equal has no noise but that of rounding, 1e-9. REQUIRES: at least two
// figures.
double NoiseOfSeries(const std::vector<double>& figures);

}  // namespace feluda

#endif  // LIB_STATISTICS_SERIES_NOISE_H_

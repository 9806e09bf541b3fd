// How far figures that were taken one after the other lean on their
// predecessor, as they do where the machine is slower for some minutes. Then
// they say less than as many independent ones would.
//
// Source: G. Box, G. Jenkins and G. Reinsel, "Time Series Analysis", 2.1.5 for
// the estimate and 2.1.6 for its error; M. Kendall, "Note on bias in the
// estimation of autocorrelation" (Biometrika 1954): -(1 + 3r) / n.

#ifndef LIB_STATISTICS_AUTOCORRELATION_H_
#define LIB_STATISTICS_AUTOCORRELATION_H_

#include <vector>

namespace feluda {

// By what factor the standard error of the samples' difference is larger than
// that of independent figures: at least 1, at most 3. Each is in the order in
// which it was taken. The correlation r with the figure before is the mean of
// both samples', corrected for its bias, and the factor that of a process with
// memory of one step, sqrt((1 + r) / (1 - r)). A sample of fewer than
// 8 figures tells nothing of it; where both are so small the factor is 1.
double ErrorInflation(const std::vector<double>& one,
                      const std::vector<double>& other);

}  // namespace feluda

#endif  // LIB_STATISTICS_AUTOCORRELATION_H_

// Autocorrelation: how far figures that were taken one after another depend on
// the one before, as they do where the machine is slower for some minutes. Such
// figures say less than as many independent ones.
//
// Source: G. Box, G. Jenkins and G. Reinsel, "Time Series Analysis", 2.1.5 for
// the estimate and 2.1.6 for its error; M. Kendall, "Note on bias in the
// estimation of autocorrelation" (Biometrika 1954): -(1 + 3r) / n.

#ifndef LIB_STATISTICS_AUTOCORRELATION_H_
#define LIB_STATISTICS_AUTOCORRELATION_H_

#include <vector>

namespace feluda {

// Returns the correlation of residuals, figures less their mean, with the one
// before; 0 if all are 0. It is not corrected for its bias.
double Autocorrelation(const std::vector<double>& residuals);

// Returns the factor by which the standard error of the samples' difference
// exceeds that of independent figures, 1 to 3: sqrt((1 + r) / (1 - r)), as for
// a process with a memory of one step. The correlation r with the figure before
// is the mean over both samples, corrected for its bias. Samples of fewer than
// 8 figures are left out, and without any the factor is 1. Figures are in the
// order in which they were taken.
double ErrorInflation(const std::vector<double>& one,
                      const std::vector<double>& other);

}  // namespace feluda

#endif  // LIB_STATISTICS_AUTOCORRELATION_H_

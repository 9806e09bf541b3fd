// Feluda's statistics of an operator, and its median, 95th percentile and
// coefficient of variation. They are taken over the operator's results, whose
// inputs may differ, not over the samples of one result.
//
// A quantile q of n sorted values is the value at q * (n - 1), between two
// neighbours by linear interpolation, as numpy's default is.

#ifndef REPORTERS_REPORT_STATISTICS_H_
#define REPORTERS_REPORT_STATISTICS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reporters/report/result.h"

namespace feluda {

struct OperatorStatistics {
  struct Times {
    double mean, min, max;
    double stddev;  // of the population, hence 0 for a single run
    double median;
    // Absent for fewer than kMinForP95 successes: then it would say nothing
    // that the maximum does not.
    std::optional<double> p95;
    // stddev over mean; absent for a single success, and where the mean is 0.
    std::optional<double> cv;
  };

  static constexpr size_t kMinForP95 = 20;

  std::string operator_name;
  int64_t successes = 0;
  int64_t results = 0;
  // How many benchmarks the successes are of: with one, all are repetitions of
  // it. An average over several means no more than the choice of their inputs.
  int64_t benchmarks = 0;

  // Seconds; nullopt without a success.
  std::optional<Times> execution_time;
  // MiB, over the successes that measured it; nullopt if none did.
  std::optional<double> mean_memory_change_mib;
  std::optional<double> max_memory_peak_mib;

  double SuccessRate() const;
};

// REQUIRES: `sorted` is not empty and in order; 0 <= fraction <= 1.
double Quantile(const std::vector<double>& sorted, double fraction);

// One entry for each operator, in the order in which they first appear.
std::vector<OperatorStatistics> Summarize(const std::vector<Result>& results);

}  // namespace feluda

#endif  // REPORTERS_REPORT_STATISTICS_H_

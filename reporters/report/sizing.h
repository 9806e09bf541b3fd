// The resources that an operator needs: the memory of a worker, the amount of
// input that one core processes in an hour, the time a worker takes to start,
// and how time and memory grow with the input.

#ifndef REPORTERS_REPORT_SIZING_H_
#define REPORTERS_REPORT_SIZING_H_

#include <optional>
#include <string>
#include <vector>

#include "reporters/report/result.h"

namespace feluda {

// y = factor * n^exponent, where n is the input's amount.
//
// It is fitted to the families (see lib/runs/families.h) whose benchmarks have
// at least three different amounts: one exponent for all of them, and a factor
// for each, since they differ in more than the amount. Where there is no such
// family, embeddings that all have the same number of features are taken as
// one; nothing is fitted over other inputs that were not made to be compared,
// such as a user's files.
struct Growth {
  // A fit that explains less is not told, since any data fit some exponent.
  static constexpr double kMinRSquared = 0.9;

  double exponent = 0;
  // The share of the variance of log y within the families that the fit
  // explains, kMinRSquared to 1; 1 where y does not vary at all.
  double r_squared = 0;
};

struct Sizing {
  std::string operator_name;

  // The highest resident memory of the process over all inputs, initialization
  // included, in MiB: what to provision for one worker.
  std::optional<double> worker_memory_mib;
  // The longest start, in seconds: see Result::StartupSeconds().
  std::optional<double> startup_seconds;

  // The amount that one busy core processes in an hour, in the inputs' unit:
  // amount over CPU time of the slowest and the fastest input. Absent where the
  // inputs have several units.
  std::string unit;
  std::optional<double> slowest_per_core_hour;
  std::optional<double> fastest_per_core_hour;

  // Absent for fewer than three different amounts, for inputs that are not
  // alike and where the fit explains too little (see Growth). Memory is what
  // the execution took above what was there before it.
  std::optional<Growth> time_growth;
  std::optional<Growth> memory_growth;
};

// One entry for each operator with a success, in the order in which they first
// appear.
std::vector<Sizing> ComputeSizing(const std::vector<Result>& results);

}  // namespace feluda

#endif  // REPORTERS_REPORT_SIZING_H_

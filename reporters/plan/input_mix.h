// The inputs of an operator as a whole; a repeated benchmark counts once.

#ifndef REPORTERS_PLAN_INPUT_MIX_H_
#define REPORTERS_PLAN_INPUT_MIX_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reporters/report/result.h"

namespace feluda {

// The user's files, where the report has any, else all inputs. A repeated
// benchmark has its mean times.
struct InputMix {
  // Whether they are the user's files.
  bool is_files = false;
  int64_t inputs = 0;
  int64_t failed = 0;
  // The sum of their amounts, in `unit`; 0 and empty where they have several
  // units or none. 0 as well where the CPU time is absent.
  double amount = 0;
  std::string unit;
  // Sums over all inputs. CPU time is absent where any input lacks it; see
  // OwnSeconds().
  double wall_seconds = 0;
  double own_seconds = 0;
  std::optional<double> core_seconds;
  // Wall clock of an input; p95 as in statistics.h. All but the mean are absent
  // where the inputs were not measured one by one.
  double mean_seconds = 0;
  std::optional<double> median_seconds;
  std::optional<double> p95_seconds;
  std::optional<double> slowest_seconds;
  std::string slowest;
  // The amount that a core does in an hour on the slowest and on the fastest
  // input; absent where the CPU time or the unit is.
  std::optional<double> slowest_per_core_hour;
  std::optional<double> fastest_per_core_hour;
};

// How long the execution would have taken, had no other program kept the CPUs
// from it. It is the CPU time and a share of the time it waited: the share of
// context switches at which it gave up the CPU itself (for a disk, a lock,
// another process). A process that was only ever preempted waited for other
// programs alone. The wall clock where that is not known.
double OwnSeconds(const Result& result);

// The mix of successful results; those without a time are left out, and
// `inputs` is 0 where none is left. The caller sets `is_files` and `failed`.
InputMix MixOf(const std::vector<const Result*>& results);

// The mix that a pass over all files tells, where they were not measured one by
// one. `inputs` is 0 where it is no pass, or all its files failed.
InputMix MixOfPass(const Result& result);

// What is counted, and how many: videos where the unit is minutes, else what
// the unit names, or inputs where there is none.
struct CountedItems {
  std::string item;
  double count = 0;
};

CountedItems ItemsOf(const InputMix& mix);

}  // namespace feluda

#endif  // REPORTERS_PLAN_INPUT_MIX_H_

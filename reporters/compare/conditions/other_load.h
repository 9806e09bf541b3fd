// What other programs took of the machine while two sides were measured. Where
// that differs, times may differ though the program is the same.
//
//   std::optional<LoadOfSides> load = LoadOf(old_sum, new_sum, 2);
//   if (load.has_value() && load->Differs()) load->TimeFactor();  // 1.43
//
// On a full machine CPU time tells nothing more: whether two programs or ten
// wait for a CPU, others keep all of them busy. There a time changed by 71 %
// from ten processes of one build to the next, with others at 1.8 and 1.9 of 2
// CPUs.
//
// Each process of a report says how many CPU seconds others took while it ran
// (kOtherCpuSeconds in lib/runs/counters.h). Files of other programs have only
// the load average at their start, which says little: it includes the run
// before.

#ifndef REPORTERS_COMPARE_CONDITIONS_OTHER_LOAD_H_
#define REPORTERS_COMPARE_CONDITIONS_OTHER_LOAD_H_

#include <optional>
#include <string>

#include "reporters/compare/compared_side.h"

namespace feluda {

// The share of the machine's CPUs by which the loads of the sides may differ
// and count as the same: a tenth of a CPU where there are two.
inline constexpr double kSameLoad = 0.05;

// Where others leave fewer CPUs than this, times depend on the others and not
// on the program.
inline constexpr double kMinFreeCpus = 0.9;

// A larger difference of load averages is told.
inline constexpr double kSameLoadAverage = 1;

struct LoadOfSides {
  // The CPUs that others kept busy, on average.
  double old_cpus = 0;
  double new_cpus = 0;
  // The CPUs of the machine, at least 1.
  double machine_cpus = 1;

  bool Differs() const;
  // Whether others left no CPU on a side, so that how long the program waited
  // for one depends on how many others did.
  bool IsFull() const;
  bool Rose() const { return new_cpus > old_cpus; }

  // The factor, at least 1, by which the load alone may have lengthened times
  // on the side with more of it: others that keep d more CPUs busy leave 1 - d
  // of the one that they share with the program, and at least half, since the
  // scheduler has idle CPUs to choose from. Infinite on a full machine.
  double TimeFactor() const;
  // The same factor for CPU time, which does not grow by waiting, only by
  // sharing caches and cores. At most 2.
  double CpuTimeFactor() const;
};

// "others took 0.1 CPUs in old and 1.3 in new".
std::string DescribeLoad(const LoadOfSides& load);

// Adds up what processes tell.
class LoadSum {
 public:
  LoadSum& Add(const ComparedBenchmark& benchmark);

  // The CPUs that others kept busy. Nullopt for less than a second in all: the
  // kernel counts in hundredths of a second, too coarse for less.
  std::optional<double> OtherCpus() const;

 private:
  double seconds_ = 0;
  double other_cpu_seconds_ = 0;
};

// Nullopt where a side does not tell.
std::optional<LoadOfSides> LoadOf(const LoadSum& old_sum,
                                  const LoadSum& new_sum, double machine_cpus);

// What load averages say, for files that tell no more: "the load average was
// 0.3 in old and 4.1 in new". Empty where they hardly differ or are not told.
std::string DescribeLoadAverages(const ComparedSide& old_side,
                                 const ComparedSide& new_side);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_CONDITIONS_OTHER_LOAD_H_

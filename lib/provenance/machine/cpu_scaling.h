// How much the CPUs of this machine do when all of them work, beside what one
// does alone. Two CPUs do twice as much where each is a core of its own; where
// they are two threads of one core they do some 1.2 to 1.4 times as much. A
// virtual machine shows its guests no such threads, so this is measured rather
// than read from /sys.
//
//   const auto scaling = MeasureCpuScaling();
//   scaling->cpus;   // 2
//   scaling->rate;   // 1.97
//
// Cost: about a fifth of a second, in processes of its own. They share neither
// memory nor threads with this one, and leave nothing behind.
//
// It is the rate of a loop that sorts, multiplies matrices and looks up bytes,
// all in a core's own caches. Programs that wait for the memory that all cores
// share slow each other down more than that.

#ifndef LIB_PROVENANCE_MACHINE_CPU_SCALING_H_
#define LIB_PROVENANCE_MACHINE_CPU_SCALING_H_

#include <vector>

#include "absl/status/statusor.h"

namespace feluda {

struct CpuScaling {
  // Those that this process may run on.
  int cpus = 0;
  // All at once, in units of one alone: from 1 to `cpus`.
  double rate = 0;
};

// Errors: the system starts no process, or one of them was ended.
absl::StatusOr<CpuScaling> MeasureCpuScaling();

// What one CPU did per second of CPU time, alone and while all worked; each in
// several trials, at least one.
struct CpuTrials {
  std::vector<double> alone;
  std::vector<double> together;
};

// The trials of some of `cpus` CPUs as one figure. REQUIRES: there is one.
CpuScaling ScalingOf(int cpus, const std::vector<CpuTrials>& sample);

}  // namespace feluda

#endif  // LIB_PROVENANCE_MACHINE_CPU_SCALING_H_

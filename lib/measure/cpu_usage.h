// CPU time, page faults and context switches of this process and of its
// children, by the kernel's own accounting.
//
//   const feluda::CpuUsage start = feluda::ReadCpuUsage();
//   RunTheThing();
//   const feluda::CpuUsage used = feluda::ReadCpuUsage() - start;
//
// Sees all threads of this process, ended ones included, and every child that
// was waited for, with the grandchildren that it waited for. Does not see a
// child that still runs or that nobody waited for. What it sees of a thread
// that is running on another processor may be some milliseconds old.
//
// Costs two system calls, under a microsecond. Safe in any thread.

#ifndef LIB_MEASURE_CPU_USAGE_H_
#define LIB_MEASURE_CPU_USAGE_H_

#include <cstdint>

#include "lib/measure/vocabulary.h"

namespace feluda {

// What was used since the process began, or the difference of two such values.
struct CpuUsage {
  // CPU time of this process. The sum is exact. Kernels that divide it into
  // user and system time by sampling give rough parts for a stretch of some
  // milliseconds.
  Duration user;
  Duration system;
  // CPU time of the children that were waited for.
  Duration children_user;
  Duration children_system;
  // Page faults of this process and those children. A minor fault needs no
  // disk.
  int64_t minor_faults = 0;
  int64_t major_faults = 0;
  // Context switches of both: because a thread waited, and because the kernel
  // took the processor away.
  int64_t voluntary_switches = 0;
  int64_t involuntary_switches = 0;

  Duration total() const {
    return user + system + children_user + children_system;
  }
};

CpuUsage ReadCpuUsage();

// Returns how far the total() of a difference may be from the CPU time between
// two readings, some 3 microseconds: the CPU time of a reading, measured in the
// first call, and the rounding of the kernel, which states user and system time
// in whole microseconds.
Duration CpuUsageError();

CpuUsage operator-(const CpuUsage& end, const CpuUsage& start);

}  // namespace feluda

#endif  // LIB_MEASURE_CPU_USAGE_H_

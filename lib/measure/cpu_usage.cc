#include "lib/measure/cpu_usage.h"

#include <sys/resource.h>
#include <time.h>

namespace feluda {
namespace {

Duration ThreadCpuTime() {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return DurationFromTimespec(time);
}

}  // namespace

CpuUsage ReadCpuUsage() {
  // Both calls fail only on a bad argument.
  struct rusage self;
  struct rusage children;
  getrusage(RUSAGE_SELF, &self);
  getrusage(RUSAGE_CHILDREN, &children);

  CpuUsage usage;
  usage.user = DurationFromTimeval(self.ru_utime);
  usage.system = DurationFromTimeval(self.ru_stime);
  usage.children_user = DurationFromTimeval(children.ru_utime);
  usage.children_system = DurationFromTimeval(children.ru_stime);
  usage.minor_faults = self.ru_minflt + children.ru_minflt;
  usage.major_faults = self.ru_majflt + children.ru_majflt;
  usage.voluntary_switches = self.ru_nvcsw + children.ru_nvcsw;
  usage.involuntary_switches = self.ru_nivcsw + children.ru_nivcsw;
  return usage;
}

Duration CpuUsageError() {
  static const Duration error = [] {
    // A stretch holds the end of the reading before it and the beginning of the
    // one after it, which together are one reading. The thread's own clock does
    // not see what other threads do meanwhile.
    constexpr int kReadings = 64;
    const Duration start = ThreadCpuTime();
    for (int i = 0; i < kReadings; ++i) ReadCpuUsage();
    constexpr Duration kCutOff = Microseconds(2);
    return (ThreadCpuTime() - start) / kReadings + kCutOff;
  }();
  return error;
}

CpuUsage operator-(const CpuUsage& end, const CpuUsage& start) {
  CpuUsage used;
  used.user = end.user - start.user;
  used.system = end.system - start.system;
  used.children_user = end.children_user - start.children_user;
  used.children_system = end.children_system - start.children_system;
  used.minor_faults = end.minor_faults - start.minor_faults;
  used.major_faults = end.major_faults - start.major_faults;
  used.voluntary_switches = end.voluntary_switches - start.voluntary_switches;
  used.involuntary_switches =
      end.involuntary_switches - start.involuntary_switches;
  return used;
}

}  // namespace feluda

#include "lib/calibration/bounds.h"

#include <sched.h>
#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

// The longest that the kernel lets a running thread go without charging it for
// its time is a tick, 1/HZ seconds; HZ is this or more.
double TickSeconds() { return 1.0 / static_cast<double>(sysconf(_SC_CLK_TCK)); }

// How many processors this process may run on.
int UsableProcessors() {
  cpu_set_t usable;
  if (sched_getaffinity(0, sizeof(usable), &usable) == 0) {
    return CPU_COUNT(&usable);
  }
  return static_cast<int>(sysconf(_SC_NPROCESSORS_CONF));
}

}  // namespace

Bound Exact() { return {0, 0, "every call is counted, to the byte"}; }

Bound HeapPeakBound(int threads) {
  if (threads == 1) return Exact();
  constexpr double kDrift = 32 * 1024;
  const double bytes = kDrift * (threads - 1);
  return {bytes, bytes,
          "each further thread keeps up to 32 KiB to itself before it adds "
          "them to the total"};
}

// Linux: percpu_counter_batch is max(32, 2 * processors), and a processor keeps
// up to a batch of pages from the count that the high-water mark is taken from.
Bound ResidentBound() {
  const double online = static_cast<double>(sysconf(_SC_NPROCESSORS_ONLN));
  const double batch = std::max(32.0, 2 * online);
  const int processors = UsableProcessors();
  constexpr int kReadings = 2;
  const double bytes = kReadings * processors * batch *
                       static_cast<double>(sysconf(_SC_PAGESIZE));
  return {bytes, bytes,
          absl::StrCat("the difference of two counts of the kernel's, each of "
                       "which may miss ",
                       batch, " pages a processor, with ", processors,
                       processors == 1 ? " processor" : " processors")};
}

Bound FaultBound() {
  // The stack, the meter's map of sizes, and code and data of the few functions
  // of the C library that are called: a page or two each.
  constexpr double kPages = 64;
  return {
      0, kPages,
      "first touches by the program itself: code, stack, the meter's books"};
}

Bound CpuBound() {
  // Where threads and children end on another processor, the kernel may read
  // the last of them before it was charged for its last tick. On the other side
  // are making and ending a thread or a process, some milliseconds, and one
  // tick of whatever interrupts that.
  return {TickSeconds(), 2 * TickSeconds(),
          "below, the last tick of a thread or process that is just ending; "
          "above, making and ending it"};
}

Bound IdleBound() {
  return {
      0, TickSeconds(),
      "falling asleep and waking takes microseconds, and no tick is charged "
      "in full"};
}

Bound WallBound() {
  // The stretch reads its clock between the instrument's two readings.
  return {0, 2 * TickSeconds(),
          "never shorter; longer where others got the processor between the "
          "workload's look at the clock and the instrument's"};
}

}  // namespace feluda

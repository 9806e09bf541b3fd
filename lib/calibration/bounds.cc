#include "lib/calibration/bounds.h"

#include <sched.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "lib/calibration/amount.h"

namespace feluda {
namespace {

constexpr int kProcessors = 2;

}  // namespace

Bound Exact() { return {0, 0, "every call is counted, to the byte"}; }

Bound HeapPeakBound(int threads) {
  constexpr double kDrift = 32 * 1024;
  if (threads == 1) return Exact();
  const double drift = kDrift * (threads - 1);
  return {drift, drift,
          "a thread may keep 32 KiB from the shared total, and one is exact"};
}

Bound ResidentBound() {
  // A processor adds what it faulted in to the kernel's count of pages in
  // batches (percpu_counter_batch), and two such counts are subtracted.
  const double batch =
      std::max<double>(32, 2.0 * sysconf(_SC_NPROCESSORS_ONLN));
  const double bytes = 2 * kProcessors * batch * sysconf(_SC_PAGESIZE);
  return {bytes, bytes,
          absl::StrCat("the difference of two counts of the kernel's, each "
                       "short of up to ",
                       batch, " pages for each of ", kProcessors,
                       " processors")};
}

Bound CpuBound() { return {0.010, 0.020, "TODO"}; }

Bound WallBound() { return {0, 0.020, "TODO"}; }

Bound FaultBound() { return {0, 64, "TODO"}; }

void SettleProcess() {
  prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0) return;
  cpu_set_t chosen;
  CPU_ZERO(&chosen);
  for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&chosen) < kProcessors;
       ++cpu) {
    if (CPU_ISSET(cpu, &allowed)) CPU_SET(cpu, &chosen);
  }
  sched_setaffinity(0, sizeof(chosen), &chosen);
}

}  // namespace feluda

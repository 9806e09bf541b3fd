#include "lib/measure/hardware_counters.h"

#include <dlfcn.h>
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace feluda {

Status HardwareCountersStatus() {
  struct perf_event_attr cycles = {};
  cycles.type = PERF_TYPE_HARDWARE;
  cycles.size = sizeof(cycles);
  cycles.config = PERF_COUNT_HW_CPU_CYCLES;
  cycles.exclude_kernel = 1;
  const long counter =  // NOLINT(google-runtime-int): as syscall() has it
      syscall(SYS_perf_event_open, &cycles, /*pid=*/0,
              /*cpu=*/-1, /*group=*/-1, /*flags=*/0UL);
  if (counter < 0) {
    return UnavailableError(
        std::string("the kernel does not count CPU cycles for this process "
                    "(perf_event_open: ") +
        std::strerror(errno) + ")");
  }
  close(static_cast<int>(counter));
  if (dlsym(RTLD_DEFAULT, "pfm_initialize") == nullptr) {
    return UnavailableError("this Google Benchmark was built without libpfm");
  }
  return Status();
}

}  // namespace feluda

// Whether --benchmark_perf_counters can give anything here.

#ifndef LIB_MEASURE_HARDWARE_COUNTERS_H_
#define LIB_MEASURE_HARDWARE_COUNTERS_H_

#include "lib/measure/vocabulary.h"

namespace feluda {

// OK where Google Benchmark was built with libpfm and the kernel counts CPU
// cycles for this process. Otherwise Unavailable with the reason: Google
// Benchmark itself leaves such counters out of its reports.
Status HardwareCountersStatus();

}  // namespace feluda

#endif  // LIB_MEASURE_HARDWARE_COUNTERS_H_

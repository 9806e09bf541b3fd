// The clock of all wall times: monotonic, unaffected by changes of the date.

#ifndef LIB_MEASURE_CLOCK_H_
#define LIB_MEASURE_CLOCK_H_

#include <chrono>
#include <cstdint>

namespace feluda {

inline int64_t MonotonicNanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

}  // namespace feluda

#endif  // LIB_MEASURE_CLOCK_H_

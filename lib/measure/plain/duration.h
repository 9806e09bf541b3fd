// Durations for programs without Abseil: the standard library's, and those of
// Abseil's functions that ../vocabulary.h needs.

#ifndef LIB_MEASURE_PLAIN_DURATION_H_
#define LIB_MEASURE_PLAIN_DURATION_H_

#include <sys/time.h>
#include <time.h>

#include <chrono>
#include <cstdint>

namespace feluda {

using Duration = std::chrono::nanoseconds;

constexpr Duration Nanoseconds(int64_t count) { return Duration(count); }
constexpr Duration Microseconds(int64_t count) {
  return std::chrono::microseconds(count);
}
inline Duration DurationFromTimespec(timespec time) {
  return std::chrono::seconds(time.tv_sec) + Nanoseconds(time.tv_nsec);
}
inline Duration DurationFromTimeval(timeval time) {
  return std::chrono::seconds(time.tv_sec) + Microseconds(time.tv_usec);
}

inline double ToDoubleSeconds(Duration duration) {
  return std::chrono::duration<double>(duration).count();
}
// `part` over `whole`.
inline double FDivDuration(Duration part, Duration whole) {
  return static_cast<double>(part.count()) / static_cast<double>(whole.count());
}

}  // namespace feluda

#endif  // LIB_MEASURE_PLAIN_DURATION_H_

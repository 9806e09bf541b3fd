// Functions that the tests of the heap meter share.

#ifndef LIB_MEASURE_HEAP_TESTING_HEAP_TESTING_H_
#define LIB_MEASURE_HEAP_TESTING_HEAP_TESTING_H_

#include <functional>

#include "gtest/gtest.h"
#include "lib/measure/heap/heap_meter.h"

namespace feluda {

// Returns `value` but hides its origin from the compiler, which thus can
// neither drop an allocation nor know a size beforehand.
template <typename T>
T Seen(T value) {
  asm volatile("" : "+r"(value) : : "memory");
  return value;
}

// Returns what `function` did with the heap. Fails the test if that cannot be
// metered.
inline HeapUsage Metered(const std::function<void()>& function) {
  HeapWindow window;
  function();
  const absl::StatusOr<HeapUsage> usage = window.Stop();
  EXPECT_TRUE(usage.ok()) << usage.status();
  return usage.value_or(HeapUsage());
}

}  // namespace feluda

#endif  // LIB_MEASURE_HEAP_TESTING_HEAP_TESTING_H_

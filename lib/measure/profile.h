// Profile(function) measures what one call of any function costs.
//
//   const feluda::ResourceUsage usage = feluda::Profile([] { Work(); });
//   if (usage.heap.ok()) std::cout << usage.heap->peak_bytes;
//
// The call is made once, in this thread and this process. An exception of the
// function passes through. Costs and limits: resource_usage.h.

#ifndef LIB_MEASURE_PROFILE_H_
#define LIB_MEASURE_PROFILE_H_

#include <utility>

#include "lib/measure/resource_usage.h"

namespace feluda {

// The function's result is destroyed inside the measurement. A caller who wants
// it stores it from inside the function.
template <typename Function>
ResourceUsage Profile(Function&& function,
                      ResourceMeterOptions options = ResourceMeterOptions()) {
  ResourceMeter meter(options);
  static_cast<void>(std::forward<Function>(function)());
  return meter.Stop();
}

}  // namespace feluda

#endif  // LIB_MEASURE_PROFILE_H_

#include "lib/networks/onednn/primitive_cache.h"

#include <mutex>

#include "dnnl.hpp"
#include "lib/networks/onednn/operation.h"

namespace feluda {

absl::Status ForgetPrimitives() {
  // Lest one thread takes another's 0 for the capacity to restore.
  static std::mutex mutex;
  const std::lock_guard<std::mutex> lock(mutex);
  return CatchOneDnn("to empty its cache", [] {
    const int capacity = dnnl::get_primitive_cache_capacity();
    dnnl::set_primitive_cache_capacity(0);
    dnnl::set_primitive_cache_capacity(capacity);
    return absl::OkStatus();
  });
}

}  // namespace feluda

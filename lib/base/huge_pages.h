// Large memory in large pages: the kernel then makes 2 MiB at a time when the
// memory is first touched, which costs a fiftieth of as much in small pages
// where a page's making goes through a virtual machine's host.
//
//   std::vector<float> values = Zeros(count, pool);

#ifndef LIB_BASE_HUGE_PAGES_H_
#define LIB_BASE_HUGE_PAGES_H_

#include <cstddef>
#include <vector>

#include "lib/base/thread_pool.h"

namespace feluda {

// Asks for them, before the memory is first touched; kernels that have none
// leave all as it is. Memory below a few MiB is left alone. Resident memory may
// end up larger by a page. Threads: any number.
void PreferHugePages(void* memory, size_t bytes);

// Makes room for `count` in them; if there was less, what was there is gone.
template <typename T>
void ReserveInHugePages(size_t count, std::vector<T>& values) {
  if (count <= values.capacity()) return;
  values = {};
  values.reserve(count);
  PreferHugePages(values.data(), count * sizeof(T));
}

// So many zeros in them, first touched by all threads, as that takes longer
// than filling them.
std::vector<float> Zeros(size_t count, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_BASE_HUGE_PAGES_H_

// Sets and uses the threads of a network's layers. oneDNN runs on OpenMP's
// threads, and so do layers of our own, lest two pools of threads wait for each
// other.
//
//   const ScopedThreads threads(2);
//   ParallelFor(rows, [&](size_t row) { Normalize(row); });

#ifndef LIB_NETWORKS_ONEDNN_THREADS_H_
#define LIB_NETWORKS_ONEDNN_THREADS_H_

#include <cstddef>

#include "absl/functional/function_ref.h"

namespace feluda {

// Sets OpenMP's number of threads for the calling thread, and restores it.
class ScopedThreads {
 public:
  // REQUIRES: threads > 0.
  explicit ScopedThreads(int threads);
  ~ScopedThreads();
  ScopedThreads(const ScopedThreads&) = delete;
  ScopedThreads& operator=(const ScopedThreads&) = delete;

 private:
  const int before_;
};

// Returns the number of threads that ParallelFor() uses, at least 1.
int Threads();

// Calls `body` for 0, 1, ... `count` - 1, each once, and returns when all are
// done. Each thread has one range of them, the same in each call with the same
// count. REQUIRES: `body` throws nothing.
void ParallelFor(size_t count, absl::FunctionRef<void(size_t index)> body);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_THREADS_H_

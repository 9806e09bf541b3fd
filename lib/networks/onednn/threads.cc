#include "lib/networks/onednn/threads.h"

#include <algorithm>
#include <atomic>

// OpenMP's and libgomp's functions, whose binary interface is stable. Calling
// them, instead of `#pragma omp`, needs no header or flag that only one of the
// compilers has.
extern "C" {
int omp_get_max_threads();
void omp_set_num_threads(int threads);
int omp_get_num_threads();
int omp_get_thread_num();
void GOMP_parallel(void (*function)(void*), void* argument, unsigned threads,
                   unsigned flags);
}

namespace feluda {
namespace {

// The threads of a loop begin after what the caller did before, and end before
// what it does after. OpenMP sees to that; TSan, which does not see into the
// library, learns it from this. It costs an addition for each thread.
std::atomic<unsigned> order{0};

struct Loop {
  const size_t count;
  const absl::FunctionRef<void(size_t index)> body;
};

// Runs the calling thread's part of the loop.
void RunShare(void* argument) {
  order.load(std::memory_order_acquire);
  const Loop& loop = *static_cast<const Loop*>(argument);
  const auto threads = static_cast<size_t>(omp_get_num_threads());
  const auto thread = static_cast<size_t>(omp_get_thread_num());
  const size_t end = loop.count * (thread + 1) / threads;
  for (size_t i = loop.count * thread / threads; i < end; ++i) loop.body(i);
  order.fetch_add(1, std::memory_order_acq_rel);
}

}  // namespace

ScopedThreads::ScopedThreads(int threads) : before_(omp_get_max_threads()) {
  omp_set_num_threads(threads);
}

ScopedThreads::~ScopedThreads() { omp_set_num_threads(before_); }

int Threads() { return omp_get_max_threads(); }

void ParallelFor(size_t count, absl::FunctionRef<void(size_t index)> body) {
  const size_t threads = std::min<size_t>(count, Threads());
  // Waking threads for one call would only cost.
  if (threads <= 1) {
    for (size_t i = 0; i < count; ++i) body(i);
    return;
  }
  Loop loop{count, body};
  order.fetch_add(1, std::memory_order_acq_rel);
  GOMP_parallel(&RunShare, &loop, static_cast<unsigned>(threads), 0);
  order.load(std::memory_order_acquire);
}

}  // namespace feluda

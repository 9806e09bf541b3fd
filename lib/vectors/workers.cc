#include "lib/vectors/workers.h"

#include <sched.h>

#include <algorithm>

namespace feluda {
namespace {

// Loops follow each other closely where there are thousands; waking a thread
// costs more than such a loop. Past this the computation is elsewhere.
constexpr int kSpins = 2000;

int AvailableCpus() {
  cpu_set_t cpus;
  if (sched_getaffinity(0, sizeof(cpus), &cpus) == 0) return CPU_COUNT(&cpus);
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void Pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#else
  std::this_thread::yield();
#endif
}

}  // namespace

Workers::Workers(int threads) {
  const int wanted = threads == 0 ? AvailableCpus() : threads;
  for (int i = 1; i < wanted; ++i) threads_.emplace_back([this] { Work(); });
}

Workers::~Workers() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
    ++started_;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void Workers::Share(Loop& loop) {
  try {
    while (true) {
      const size_t begin = loop.next.fetch_add(loop.grain);
      if (begin >= loop.count) return;
      loop.body(begin, std::min(loop.count, begin + loop.grain));
    }
  } catch (...) {
    loop.next = loop.count;
    std::lock_guard<std::mutex> lock(loop.failure_mutex);
    if (!loop.failure) loop.failure = std::current_exception();
  }
}

void Workers::For(size_t count, size_t grain, Body body) {
  if (threads_.empty() || count <= grain) {
    for (size_t begin = 0; begin < count; begin += grain) {
      body(begin, std::min(count, begin + grain));
    }
    return;
  }
  Loop loop(count, grain, body);
  {
    std::lock_guard<std::mutex> lock(mutex_);
    loop_ = &loop;
    busy_ = static_cast<int>(threads_.size());
    ++started_;
  }
  wake_.notify_all();
  Share(loop);
  // A thread may still be in its last chunk, or about to find that none is
  // left; the loop lives until all have.
  for (int spins = 0; busy_ != 0; ++spins) {
    if (spins < kSpins) {
      Pause();
    } else {
      std::this_thread::yield();
    }
  }
  if (loop.failure) std::rethrow_exception(loop.failure);
}

unsigned Workers::WaitForLoop(unsigned seen) {
  for (int spins = 0; spins < kSpins; ++spins) {
    if (started_ != seen) break;
    Pause();
  }
  std::unique_lock<std::mutex> lock(mutex_);
  wake_.wait(lock, [&] { return started_ != seen; });
  return started_;
}

void Workers::Work() {
  unsigned seen = 0;
  while (true) {
    seen = WaitForLoop(seen);
    if (ending_) return;
    Share(*loop_);
    --busy_;
  }
}

}  // namespace feluda

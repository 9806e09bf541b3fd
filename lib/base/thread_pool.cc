#include "lib/base/thread_pool.h"

#include <sched.h>

#include <algorithm>

namespace feluda {
namespace {

// How often a thread looks for the next loop before it sleeps: for some
// hundreds of microseconds. A computation of thousands of short loops starts
// the next one within that time, and waking a sleeping thread costs more than
// such a loop.
constexpr int kSpins = 20000;

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

ThreadPool::ThreadPool(int threads)
    : shares_(threads == 0 ? AvailableCpus() : threads) {
  try {
    for (size_t i = 1; i < shares_.size(); ++i) {
      threads_.emplace_back([this, i] { Work(i); });
    }
  } catch (...) {
    // Threads that nobody joins would end the process.
    JoinThreads();
    throw;
  }
}

ThreadPool::~ThreadPool() { JoinThreads(); }

void ThreadPool::JoinThreads() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
    ++started_;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void ThreadPool::Divide(size_t chunks) {
  const size_t threads = shares_.size();
  const size_t each = chunks / threads, rest = chunks % threads;
  size_t begin = 0;
  for (size_t i = 0; i < threads; ++i) {
    shares_[i].next = begin;
    begin += each + (i < rest);
    shares_[i].end = begin;
  }
}

// fetch_add() gives each chunk to one thread without a lock, to the share's own
// thread and to those that help it alike.
void ThreadPool::TakeChunks(Loop& loop, Share& share) {
  while (true) {
    const size_t chunk = share.next.fetch_add(1);
    if (chunk >= share.end) return;
    const size_t begin = chunk * loop.grain;
    loop.body(begin, std::min(loop.count - begin, loop.grain) + begin);
  }
}

void ThreadPool::TakePart(Loop& loop, size_t thread) {
  const size_t threads = shares_.size();
  try {
    for (size_t i = 0; i < threads; ++i) {
      TakeChunks(loop, shares_[(thread + i) % threads]);
    }
  } catch (...) {
    for (Share& share : shares_) share.next = share.end;
    std::lock_guard<std::mutex> lock(loop.failure_mutex);
    if (!loop.failure) loop.failure = std::current_exception();
  }
}

void ThreadPool::ParallelFor(size_t count, size_t grain, Body body) {
  if (threads_.empty() || count <= grain) {
    for (size_t begin = 0; begin < count; begin += grain) {
      body(begin, std::min(count, begin + grain));
    }
    return;
  }
  Loop loop(count, grain, body);
  Divide(ChunkCount(count, grain));
  {
    std::lock_guard<std::mutex> lock(mutex_);
    loop_ = &loop;
    ++started_;
  }
  wake_.notify_all();
  TakePart(loop, /*thread=*/0);
  {
    // A thread that is still asleep cannot join any more, and so the wait below
    // is for those alone that did.
    std::lock_guard<std::mutex> lock(mutex_);
    loop_ = nullptr;
  }
  for (int spins = 0; busy_ != 0; ++spins) {
    if (spins < kSpins) {
      Pause();
    } else {
      std::this_thread::yield();
    }
  }
  if (loop.failure) std::rethrow_exception(loop.failure);
}

ThreadPool::Loop* ThreadPool::WaitForLoop(unsigned& seen) {
  for (int spins = 0; spins < kSpins; ++spins) {
    if (started_ != seen) break;
    Pause();
  }
  std::unique_lock<std::mutex> lock(mutex_);
  wake_.wait(lock, [&] { return started_ != seen; });
  seen = started_;
  if (loop_ != nullptr) ++busy_;
  return loop_;
}

void ThreadPool::Work(size_t thread) {
  unsigned seen = 0;
  while (!ending_) {
    Loop* const loop = WaitForLoop(seen);
    if (loop == nullptr) continue;
    TakePart(*loop, thread);
    --busy_;
  }
}

}  // namespace feluda

// Threads that share loops: a computation's `threads` parameter, made real.
//
//   ThreadPool pool(/*threads=*/2);
//   std::vector<double> sums(ThreadPool::ChunkCount(count, kGrain));
//   pool.ParallelFor(count, kGrain, [&](size_t begin, size_t end) {
//     sums[begin / kGrain] = SumOf(begin, end);
//   });
//
// A thread begins with a part of the loop of its own, the same each time, and
// then helps the others. The chunks are the same for any number of threads, so
// a loop whose chunks write to places of their own gives the same bytes with
// one thread and with many.
//
// Threads: one loop at a time, and none inside another. With one thread
// everything runs on the caller's. Several threads wait for the next loop
// spinning for less than a millisecond, then asleep.

#ifndef LIB_BASE_THREAD_POOL_H_
#define LIB_BASE_THREAD_POOL_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/functional/function_ref.h"

namespace feluda {

class ThreadPool {
 public:
  using Body = absl::FunctionRef<void(size_t begin, size_t end)>;

  // 0 takes as many as the process may run at once.
  // REQUIRES: threads >= 0.
  explicit ThreadPool(int threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  // The caller's among them.
  int threads() const { return static_cast<int>(threads_.size()) + 1; }

  // Calls `body` for [0, grain), [grain, 2 * grain), ... up to `count`, each
  // once, and returns when all are done. If a call throws, chunks not yet begun
  // are left out, and the first exception is thrown again here.
  // REQUIRES: grain > 0.
  void ParallelFor(size_t count, size_t grain, Body body);

  // How many calls ParallelFor() makes.
  static size_t ChunkCount(size_t count, size_t grain) {
    return count / grain + (count % grain != 0);
  }

 private:
  // What a thread takes first of a loop, so that it finds in its cache what it
  // left there in the loop before; in chunks, on a cache line of its own.
  struct alignas(64) Share {
    std::atomic<size_t> next{0};
    size_t end = 0;
  };

  struct Loop {
    Loop(size_t count_in, size_t grain_in, Body body_in)
        : count(count_in), grain(grain_in), body(body_in) {}

    const size_t count;
    const size_t grain;
    const Body body;
    std::mutex failure_mutex;
    std::exception_ptr failure;
  };

  void Divide(size_t chunks);
  void TakePart(Loop& loop, size_t thread);
  void TakeChunks(Loop& loop, Share& share);
  void Work(size_t thread);
  // The next loop, for this thread to take part in; null if it is over already.
  // `seen` is how many had begun.
  Loop* WaitForLoop(unsigned& seen);

  std::vector<std::thread> threads_;
  // Of the loop; the caller's is the first.
  std::vector<Share> shares_;
  // While it is open for more threads.
  Loop* loop_ = nullptr;
  // Counts the loops; the last of all tells the threads to end.
  std::atomic<unsigned> started_{0};
  // Threads that take part in it, but for the caller's.
  std::atomic<int> busy_{0};
  std::atomic<bool> ending_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
};

}  // namespace feluda

#endif  // LIB_BASE_THREAD_POOL_H_

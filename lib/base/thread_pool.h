// A thread pool for parallel loops.
//
//   ThreadPool pool(/*threads=*/2);
//   std::vector<double> sums(ThreadPool::ChunkCount(count, kGrain));
//   pool.ParallelFor(count, kGrain, [&](size_t begin, size_t end) {
//     sums[begin / kGrain] = SumOf(begin, end);
//   });
//
// Each thread begins with its own share of the loop, the same share each time,
// and then helps the other threads with theirs. The chunks are the same for any
// number of threads. So a loop whose chunks write to separate places gives the
// same bytes with one thread and with many.
//
// Threads: one loop runs at a time, and a loop may not start another. With one
// thread everything runs on the calling thread. Threads wait for the next loop
// by spinning for less than a millisecond, then asleep.

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

  // 0 stands for the number of CPUs that the process may run on.
  // Throws std::system_error if the system refuses a thread.
  // REQUIRES: threads >= 0.
  explicit ThreadPool(int threads);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  // Returns the number of threads, the calling thread among them.
  int threads() const { return static_cast<int>(threads_.size()) + 1; }

  // Calls `body` for [0, grain), [grain, 2 * grain), ... up to `count`, each
  // once, and returns when all are done. If a call throws, chunks not yet begun
  // are left out, and the first exception is thrown again here.
  // REQUIRES: grain > 0.
  void ParallelFor(size_t count, size_t grain, Body body);

  // Returns how many calls of `body` ParallelFor() makes.
  static size_t ChunkCount(size_t count, size_t grain) {
    return count / grain + (count % grain != 0);
  }

 private:
  // The chunks that a thread takes first. They are the same in each loop, so
  // that the thread finds in its cache what it left there in the loop before.
  // Aligned to a cache line, lest threads that count up `next` slow each other.
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

  void JoinThreads();
  void Divide(size_t chunks);
  void TakePart(Loop& loop, size_t thread);
  void TakeChunks(Loop& loop, Share& share);
  void Work(size_t thread);
  // Waits for the next loop and joins it. Returns null if it is over already.
  // `seen` is how many loops had begun when this thread last looked.
  Loop* WaitForLoop(unsigned& seen);

  std::vector<std::thread> threads_;
  // One for each thread; the calling thread's is the first.
  std::vector<Share> shares_;
  // The loop that threads may still join; null between loops.
  Loop* loop_ = nullptr;
  // Counts the loops that have begun. The destructor counts it up once more to
  // wake the threads, which then end.
  std::atomic<unsigned> started_{0};
  // Threads that take part in the loop, without the calling thread.
  std::atomic<int> busy_{0};
  std::atomic<bool> ending_{false};
  std::mutex mutex_;
  std::condition_variable wake_;
};

}  // namespace feluda

#endif  // LIB_BASE_THREAD_POOL_H_

#include <pthread.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/calibration/block.h"
#include "lib/calibration/readings.h"
#include "lib/calibration/workloads.h"
#include "lib/measure/profile.h"

namespace feluda {
namespace {

constexpr int kBlocks = 1000;
constexpr size_t kBytes = 1000;

// Blocks threads until all have arrived. Allocates nothing.
class Barrier {
 public:
  explicit Barrier(int threads) {
    pthread_barrier_init(&barrier_, nullptr, static_cast<unsigned>(threads));
  }
  Barrier(const Barrier&) = delete;
  Barrier& operator=(const Barrier&) = delete;
  ~Barrier() { pthread_barrier_destroy(&barrier_); }

  void Wait() { pthread_barrier_wait(&barrier_); }

 private:
  pthread_barrier_t barrier_;
};

void Allocate(std::vector<void*>& blocks) {
  for (void*& block : blocks) block = Opaque(malloc(kBytes));
}

void Free(std::vector<void*>& blocks) {
  for (void* block : blocks) free(block);
}

// Starting a thread allocates, so the threads start before the window opens and
// wait for it.
Rows AllThreadsHoldAtOnce(int threads) {
  Barrier barrier(threads + 1);
  const auto allocate_and_free = [&barrier] {
    std::vector<void*> blocks(kBlocks);
    barrier.Wait();  // Ready: the next lines are inside the window.
    barrier.Wait();
    Allocate(blocks);
    barrier.Wait();  // Every thread holds all of its blocks.
    Free(blocks);
    barrier.Wait();  // Done.
    barrier.Wait();  // The window is closed.
  };
  std::vector<std::thread> crew;
  for (int i = 0; i < threads; ++i) crew.emplace_back(allocate_and_free);
  barrier.Wait();
  const Measured measured = {
      absl::StrCat(threads, threads == 1 ? " thread" : " threads", ", ",
                   kBlocks, " blocks of ", kBytes, " B"),
      Profile([&barrier] {
        for (int step = 0; step < 3; ++step) barrier.Wait();
      })};
  barrier.Wait();
  for (std::thread& thread : crew) thread.join();
  const int64_t blocks = int64_t{kBlocks} * threads;
  const int64_t bytes = blocks * static_cast<int64_t>(kBytes);
  return {Allocations(measured, blocks), AllocatedBytes(measured, bytes),
          HeapPeak(measured, bytes, threads)};
}

Rows OneThread(const WorkloadSizes&) { return AllThreadsHoldAtOnce(1); }
Rows TwoThreads(const WorkloadSizes&) { return AllThreadsHoldAtOnce(2); }
Rows EightThreads(const WorkloadSizes&) { return AllThreadsHoldAtOnce(8); }

// The thread ends before the window closes.
Rows ThreadThatEnds(const WorkloadSizes&) {
  Barrier barrier(2);
  std::vector<void*> blocks(kBlocks);
  std::thread thread([&barrier, &blocks] {
    barrier.Wait();
    barrier.Wait();
    Allocate(blocks);
  });
  barrier.Wait();
  const Measured measured = {
      absl::StrCat("thread that ends, ", kBlocks, " blocks of ", kBytes, " B"),
      Profile([&barrier, &thread] {
        barrier.Wait();
        thread.join();
      })};
  Free(blocks);
  return {Allocations(measured, kBlocks),
          AllocatedBytes(measured, kBlocks * kBytes)};
}

Rows FreedByAnotherThread(const WorkloadSizes&) {
  Barrier barrier(2);
  std::vector<void*> blocks(kBlocks);
  std::thread thread([&barrier, &blocks] {
    barrier.Wait();  // Ready.
    barrier.Wait();  // All are allocated.
    Free(blocks);
    barrier.Wait();
    barrier.Wait();  // The window is closed.
  });
  barrier.Wait();
  const Measured measured = {absl::StrCat("freed by another thread, ", kBlocks,
                                          " blocks of ", kBytes, " B"),
                             Profile([&barrier, &blocks] {
                               Allocate(blocks);
                               barrier.Wait();
                               barrier.Wait();
                             })};
  barrier.Wait();
  thread.join();
  return {NetBytes(measured, 0), HeapPeak(measured, kBlocks * kBytes, 2)};
}

}  // namespace

std::vector<Workload> ThreadWorkloads() {
  return {OneThread, TwoThreads, EightThreads, ThreadThatEnds,
          FreedByAnotherThread};
}

}  // namespace feluda

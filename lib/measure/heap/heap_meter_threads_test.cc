#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "lib/measure/heap/heap_ledger.h"
#include "lib/measure/heap/heap_meter.h"
#include "lib/measure/heap/sanitizer.h"
#include "lib/measure/heap/testing/heap_testing.h"

namespace feluda {
namespace {

// A sanitizer stands in the meter's place.
#ifndef FELUDA_SANITIZER

TEST(HeapMeterThreadsTest, AnyThreadMayStopAWindow) {
  std::optional<HeapWindow> window;
  std::thread([&window] { window.emplace(); }).join();
  void* held = Seen(malloc(123));
  int64_t allocated = 0;
  std::thread([&] { allocated = window->Stop()->allocated_bytes; }).join();
  free(held);
  EXPECT_GE(allocated, 123);
}

TEST(HeapMeterThreadsTest, CountsThreadsThatEndInsideTheWindow) {
  constexpr int kThreads = 8;
  constexpr int kBlocks = 1000;
  std::thread([] {}).join();  // glibc keeps what the first one allocates.
  const HeapUsage empty = Metered([] {
    for (int i = 0; i < kThreads; ++i) std::thread([] {}).join();
  });
  const HeapUsage usage = Metered([] {
    for (int i = 0; i < kThreads; ++i) {
      std::thread([] {
        for (int j = 0; j < kBlocks; ++j) free(Seen(malloc(100)));
      }).join();
    }
  });
  EXPECT_EQ(usage.allocations - empty.allocations, kThreads * kBlocks);
  EXPECT_EQ(usage.allocated_bytes - empty.allocated_bytes,
            kThreads * kBlocks * 100);
  EXPECT_EQ(usage.net_bytes, empty.net_bytes);
}

TEST(HeapMeterThreadsTest, PeakOfThreadsIsWithinTheDriftOfEach) {
  constexpr int kThreads = 4;
  constexpr int64_t kHeld = 10'000'000;
  std::vector<void*> blocks(kThreads);
  const HeapUsage usage = Metered([&] {
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&blocks, i] { blocks[i] = Seen(malloc(kHeld)); });
    }
    for (std::thread& thread : threads) thread.join();
  });
  for (void* block : blocks) free(block);
  EXPECT_NEAR(usage.peak_bytes, kThreads * kHeld,
              kThreads * heap_internal::kPeakBound);
}

TEST(HeapMeterThreadsTest, MemoryFreedByAnotherThreadIsFreed) {
  void* block = nullptr;
  const HeapUsage usage = Metered([&] {
    block = Seen(malloc(123456));
    std::thread([&] { free(block); }).join();
  });
  EXPECT_LT(usage.net_bytes, 1000);  // Of the thread's own making.
  EXPECT_GE(usage.peak_bytes, 123456);
}

// Threads allocate, resize and free at random, blocks of each other too. Each
// block's size is written into it, so what is held in the end is known.
class Churn {
 public:
  void Run(uint32_t seed) {
    std::mt19937 random(seed);
    for (int i = 0; i < 20000; ++i) {
      std::atomic<size_t*>& place = held_[random() % held_.size()];
      const size_t size = sizeof(size_t) + random() % Range(random());
      size_t* block = random() % 3 == 0 ? Resized(place.exchange(nullptr), size)
                                        : Made(random(), size);
      free(place.exchange(random() % 4 == 0 ? Freed(block) : block));
    }
  }
  int64_t HeldBytes() const {
    size_t bytes = 0;
    for (const auto& block : held_) bytes += block == nullptr ? 0 : *block;
    return static_cast<int64_t>(bytes);
  }
  void FreeAll() {
    for (auto& block : held_) free(block.exchange(nullptr));
  }

 private:
  static size_t Range(uint32_t random) {
    return random % 100 == 0 ? 500'000 : random % 10 == 0 ? 70'000 : 300;
  }
  static size_t* Signed(void* block, size_t size) {
    *static_cast<size_t*>(block) = size;
    return static_cast<size_t*>(block);
  }
  static size_t* Resized(size_t* block, size_t size) {
    return Signed(realloc(block, size), size);
  }
  static size_t* Made(uint32_t random, size_t size) {
    void* block = nullptr;
    switch (random % 4) {
      case 0:
        return Signed(calloc(1, size), size);
      case 1:
        if (posix_memalign(&block, 16 << random % 8, size) != 0) abort();
        return Signed(block, size);
      default:
        return Signed(malloc(size), size);
    }
  }
  static size_t* Freed(size_t* block) {
    free(block);
    return nullptr;
  }

  std::array<std::atomic<size_t*>, 256> held_ = {};
};

TEST(HeapMeterThreadsTest, NetIsWhatIsHeldAfterThreadsChurned) {
  constexpr int kThreads = 8;
  Churn churn;
  std::atomic<bool> go{false};
  std::atomic<int> done{0};
  std::vector<std::thread> threads;
  for (uint32_t seed = 0; seed < kThreads; ++seed) {
    threads.emplace_back([&, seed] {
      while (!go) std::this_thread::yield();
      churn.Run(seed);
      // Ending a thread frees what starting it allocated.
      for (++done; go;) std::this_thread::yield();
    });
  }
  const HeapUsage usage = Metered([&] {
    for (go = true; done < kThreads;) std::this_thread::yield();
  });
  go = false;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(usage.net_bytes, churn.HeldBytes());
  EXPECT_GE(usage.peak_bytes, usage.net_bytes);
  EXPECT_GE(usage.allocations, kThreads * 20000);
  EXPECT_EQ(Metered([&] { churn.FreeAll(); }).allocations, 0);
}

#endif  // FELUDA_SANITIZER

}  // namespace
}  // namespace feluda

// Calls the ledger directly, with made-up addresses, so that sanitizers see
// their logic although they replace malloc themselves.

#include "lib/measure/heap/heap_ledger.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <random>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace feluda::heap_internal {
namespace {

constexpr int64_t kMiB = 1 << 20;

void Allocate(int64_t size) {
  // An address of this thread's own; sizes are not asked for again.
  alignas(16) static thread_local char block[16];
  RecordAllocation(block, static_cast<size_t>(size));
}
void Free(int64_t size) { RecordFree(static_cast<size_t>(size)); }

// A window that is open while the object lives.
class Window {
 public:
  Window() : start_(OpenWindow()) {}
  ~Window() { StopRecording(); }

  Totals Counted() const {
    Totals counted = ReadTotals();
    counted.allocations -= start_.allocations;
    counted.allocated_bytes -= start_.allocated_bytes;
    counted.frees -= start_.frees;
    counted.freed_bytes -= start_.freed_bytes;
    return counted;
  }
  int64_t Net() const { return Counted().live_bytes(); }
  int64_t Peak() const { return PeakLiveBytes() - start_.live_bytes(); }

 private:
  const Totals start_;
};

// A thread that does one thing after the other, each when it is told to.
class Worker {
 public:
  Worker() : thread_([this] { Loop(); }) {}
  ~Worker() {
    Do([this] { ended_ = true; });
    thread_.join();
  }
  // Returns when it is done.
  void Do(std::function<void()> work) {
    std::unique_lock<std::mutex> lock(mutex_);
    work_ = std::move(work);
    changed_.notify_all();
    changed_.wait(lock, [this] { return work_ == nullptr; });
  }

 private:
  void Loop() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!ended_) {
      changed_.wait(lock, [this] { return work_ != nullptr; });
      work_();
      work_ = nullptr;
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::function<void()> work_;
  bool ended_ = false;
  std::thread thread_;
};

// Runs `work(0)` to `work(count - 1)` in as many threads at once.
void InThreads(int count, const std::function<void(int)>& work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}

TEST(HeapLedgerTest, RecordsNothingWhileNoWindowIsOpen) {
  const Totals before = ReadTotals();
  EXPECT_FALSE(Recording());
  Allocate(100);
  Free(100);
  EXPECT_EQ(ReadTotals().allocations, before.allocations);
  EXPECT_EQ(ReadTotals().frees, before.frees);
}

TEST(HeapLedgerTest, CountsOneThreadExactly) {
  const Window window;
  EXPECT_TRUE(Recording());
  Allocate(100);
  Allocate(3 * kMiB);
  Free(100);
  Allocate(50);
  const Totals counted = window.Counted();
  EXPECT_EQ(counted.allocations, 3);
  EXPECT_EQ(counted.allocated_bytes, 3 * kMiB + 150);
  EXPECT_EQ(counted.frees, 1);
  EXPECT_EQ(counted.freed_bytes, 100);
  EXPECT_EQ(window.Peak(), 3 * kMiB + 100);
  Free(3 * kMiB + 50);
}

TEST(HeapLedgerTest, UndoneFreeDidNotHappen) {
  const Window window;
  Worker other;
  Allocate(5 * kMiB);
  Free(5 * kMiB);
  UndoFree(5 * kMiB);
  EXPECT_EQ(window.Counted().frees, 0);
  EXPECT_EQ(window.Net(), 5 * kMiB);
  // Another thread's peak stands on top of the block that is still there.
  other.Do([] {
    Allocate(kMiB);
    Free(kMiB);
  });
  EXPECT_EQ(window.Peak(), 6 * kMiB);
  Free(5 * kMiB);
}

TEST(HeapLedgerTest, AddsUpThreadsExactly) {
  constexpr int kThreads = 8;
  constexpr int kCalls = 20000;
  const Window window;
  InThreads(kThreads, [](int thread) {
    for (int i = 0; i < kCalls; ++i) Allocate(thread + i % 1000);
    for (int i = 0; i < kCalls; ++i) Free(thread + i % 1000);
  });
  int64_t bytes = 0;
  for (int i = 0; i < kCalls; ++i) bytes += kThreads * (i % 1000);
  bytes += kCalls * kThreads * (kThreads - 1) / 2;
  EXPECT_EQ(window.Counted().allocations, kThreads * kCalls);
  EXPECT_EQ(window.Counted().frees, kThreads * kCalls);
  EXPECT_EQ(window.Counted().allocated_bytes, bytes);
  EXPECT_EQ(window.Net(), 0);
}

TEST(HeapLedgerTest, EndedThreadsGiveSlotsBackAndStayCounted) {
  const Window window;
  std::set<Slot*> slots;
  for (int i = 0; i < 1000; ++i) {
    std::thread([&slots] {
      Allocate(10);
      slots.insert(thread_slot);
    }).join();
  }
  EXPECT_EQ(slots.size(), 1u);
  EXPECT_EQ(window.Counted().allocations, 1000);
  EXPECT_EQ(window.Net(), 10'000);
  EXPECT_EQ(window.Peak(), 10'000);
}

TEST(HeapLedgerTest, PeakIsExactOnTopOfWhatEndedThreadsHold) {
  const Window window;
  {
    std::list<Worker> pool(3);
    for (Worker& worker : pool) worker.Do([] { Allocate(10'000); });
  }
  Allocate(kMiB);
  Free(kMiB);
  EXPECT_EQ(window.Peak(), kMiB + 30'000);
}

TEST(HeapLedgerTest, MoreThreadsAtOnceThanABlockHasSlots) {
  constexpr int kThreads = 300;
  const Window window;
  std::atomic<int> recorded{0};
  std::vector<Slot*> slots(kThreads);
  InThreads(kThreads, [&](int thread) {
    Allocate(thread);
    slots[static_cast<size_t>(thread)] = thread_slot;
    for (++recorded; recorded < kThreads;) std::this_thread::yield();
  });
  EXPECT_EQ(std::set<Slot*>(slots.begin(), slots.end()).size(), 300u);
  EXPECT_EQ(window.Counted().allocations, kThreads);
  EXPECT_EQ(window.Net(), kThreads * (kThreads - 1) / 2);
}

TEST(HeapLedgerTest, FreesInAnotherThreadCount) {
  const Window window;
  Allocate(7 * kMiB);
  std::thread([] { Free(7 * kMiB); }).join();
  EXPECT_EQ(window.Net(), 0);
  EXPECT_EQ(window.Peak(), 7 * kMiB);
}

TEST(HeapLedgerTest, PeakOfOneThreadIsExact) {
  std::mt19937 random(1);
  const Window window;
  int64_t live = 0;
  int64_t peak = 0;
  for (int i = 0; i < 20000; ++i) {
    const int64_t size = random() % (i % 100 == 0 ? 2 * kMiB : 3000);
    const bool frees = random() % 2 == 0;
    frees ? Free(size) : Allocate(size);
    live += frees ? -size : size;
    peak = std::max(peak, live);
    ASSERT_EQ(window.Peak(), peak);
  }
  EXPECT_EQ(window.Net(), live);
}

TEST(HeapLedgerTest, PeakOfOneThreadIsExactBesideIdleOnes) {
  Worker idle;
  const Window outer;
  idle.Do([] { Allocate(10'000); });
  const Window inner;
  Allocate(1000);
  Free(1000);
  EXPECT_EQ(inner.Peak(), 1000);
  EXPECT_EQ(outer.Net(), 10'000);
}

// The worst case for two threads: A's high point was long ago when B's block
// comes, and A stands as low as it may without telling the other.
TEST(HeapLedgerTest, OldHighPointOfAThreadDoesNotCountOnTopOfANewOne) {
  const Window window;
  Worker a;
  Worker b;
  a.Do([] {
    for (int64_t i = 0; i < kDrift - 1; ++i) Allocate(1);
    for (int64_t i = 0; i < 2 * (kDrift - 1); ++i) Free(1);
  });
  b.Do([] { Allocate(1000 * kMiB); });
  a.Do([] { Free(1); });
  const int64_t truth = 1000 * kMiB - (kDrift - 1);
  EXPECT_LE(window.Peak(), truth + kPeakBound);
  EXPECT_GE(window.Peak(), truth - kPeakBound);
}

TEST(HeapLedgerTest, PeakOfThreadsIsWithinTheBoundForEachFurtherOne) {
  constexpr size_t kThreads = 4;
  std::mt19937 random(2);
  const Window window;
  std::list<Worker> pool(kThreads);
  int64_t live = 0;
  int64_t peak = 0;
  for (int i = 0; i < 5000; ++i) {
    const auto worker = std::next(pool.begin(), random() % kThreads);
    const int64_t size = random() % (i % 50 == 0 ? kMiB : 20'000);
    const bool frees = random() % 2 == 0;
    worker->Do([=] { frees ? Free(size) : Allocate(size); });
    live += frees ? -size : size;
    peak = std::max(peak, live);
    ASSERT_LE(window.Peak(), peak + (kThreads - 1) * kPeakBound);
    ASSERT_GE(window.Peak(), peak - (kThreads - 1) * kPeakBound);
  }
}

TEST(HeapLedgerTest, InnerWindowStartsFromWhatIsLive) {
  const Window outer;
  Allocate(9 * kMiB);
  Free(8 * kMiB);
  const Totals start = OpenWindow();
  EXPECT_EQ(PeakLiveBytes(), start.live_bytes());
  Allocate(2 * kMiB);
  Free(3 * kMiB);
  EXPECT_EQ(PeakLiveBytes() - start.live_bytes(), 2 * kMiB);
}

// One block of a known size comes and goes while windows open and are read:
// whatever the moment, it is there or not there, and never twice.
TEST(HeapLedgerTest, ReadsTrulyWhileAnotherThreadRecords) {
  constexpr int64_t kBlock = 100 * kMiB;
  const int64_t lowest = ReadTotals().live_bytes();
  const Window outer;
  std::atomic<bool> stop{false};
  std::thread other([&stop] {
    while (!stop) {
      Allocate(kBlock);
      Free(kBlock);
    }
  });
  for (int i = 0; i < 1000 && !HasFailure(); ++i) {
    const int64_t start = OpenWindow().live_bytes();
    for (int spin = 0; spin < i % 50; ++spin) ReadTotals();
    const int64_t peak = PeakLiveBytes();
    EXPECT_GE(start, lowest);
    EXPECT_GE(peak, start);
    EXPECT_LE(peak, lowest + kBlock + kPeakBound);
  }
  stop = true;
  other.join();
  EXPECT_EQ(outer.Net(), 0);
  EXPECT_EQ(outer.Counted().allocations, outer.Counted().frees);
}

TEST(HeapLedgerTest, ForgottenThreadsGiveTheirSlotsAndStayCounted) {
  const Totals before = ReadTotals();
  Worker forgotten;
  Slot* slot = nullptr;
  {
    const Window window;
    Allocate(5);
    forgotten.Do([&slot] {
      Allocate(10);
      slot = thread_slot;
    });
    ForgetOtherThreads();
    EXPECT_FALSE(Recording());
  }
  const Window window;
  Slot* const own = thread_slot;
  Allocate(20);
  EXPECT_EQ(thread_slot, own);
  std::thread([slot] {
    Allocate(40);
    EXPECT_EQ(thread_slot, slot);
  }).join();
  EXPECT_EQ(window.Net(), 60);
  EXPECT_EQ(ReadTotals().live_bytes() - before.live_bytes(), 75);
}

}  // namespace
}  // namespace feluda::heap_internal

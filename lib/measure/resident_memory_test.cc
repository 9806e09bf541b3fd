#include "lib/measure/resident_memory.h"

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "lib/measure/heap/sanitizer.h"

namespace feluda {
namespace {

constexpr int64_t kMiB = 1 << 20;
// The kernel counts in batches, and the test itself takes some pages.
constexpr int64_t kSlack = 4 * kMiB;

// Physical memory beside malloc. The kernel touches the pages, since a
// sanitizer pays for those that the program touches.
class Pages {
 public:
  explicit Pages(int64_t bytes)
      : bytes_(static_cast<size_t>(bytes)),
        mapped_(mmap(nullptr, bytes_, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0)) {
    EXPECT_NE(mapped_, MAP_FAILED);
  }
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;
  ~Pages() { munmap(mapped_, bytes_); }

 private:
  const size_t bytes_;
  void* const mapped_;
};

void Spike(int64_t bytes) { const Pages pages(bytes); }

TEST(ResidentMemoryTest, SpikeIsInThePeakAlone) {
  ResidentWindow window;
  Spike(64 * kMiB);
  const absl::StatusOr<ResidentUsage> usage = window.Stop();
  ASSERT_TRUE(usage.ok()) << usage.status();
  EXPECT_NEAR(usage->peak_bytes - usage->before_bytes, 64 * kMiB, kSlack);
  EXPECT_NEAR(usage->after_bytes, usage->before_bytes, kSlack);
}

TEST(ResidentMemoryTest, WhatIsHeldIsInThePeakAndAfter) {
  ResidentWindow window;
  const Pages held(64 * kMiB);
  const absl::StatusOr<ResidentUsage> usage = window.Stop();
  ASSERT_TRUE(usage.ok()) << usage.status();
  EXPECT_NEAR(usage->after_bytes - usage->before_bytes, 64 * kMiB, kSlack);
  EXPECT_GE(usage->peak_bytes, usage->after_bytes);
}

TEST(ResidentMemoryTest, SpikeFromBeforeIsForgotten) {
  Spike(128 * kMiB);
  ResidentWindow window;
  Spike(16 * kMiB);
  const absl::StatusOr<ResidentUsage> usage = window.Stop();
  ASSERT_TRUE(usage.ok()) << usage.status();
  EXPECT_NEAR(usage->peak_bytes - usage->before_bytes, 16 * kMiB, kSlack);
}

TEST(ResidentMemoryTest, SeesOtherThreads) {
  ResidentWindow window;
  std::thread(Spike, 64 * kMiB).join();
  const absl::StatusOr<ResidentUsage> usage = window.Stop();
  ASSERT_TRUE(usage.ok()) << usage.status();
  EXPECT_GE(usage->peak_bytes - usage->before_bytes, 64 * kMiB - kSlack);
}

TEST(ResidentMemoryTest, MemoryThatIsNotTouchedIsNotSeen) {
  ResidentWindow window;
  void* mapped = mmap(nullptr, 64 * kMiB, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(mapped, 64 * kMiB);
  const absl::StatusOr<ResidentUsage> usage = window.Stop();
  ASSERT_TRUE(usage.ok()) << usage.status();
  EXPECT_LT(usage->peak_bytes - usage->before_bytes, kSlack);
}

TEST(ResidentMemoryTest, PeakOfAnInnerWindowIsInTheOuterToo) {
  ResidentWindow outer;
  const Pages held(16 * kMiB);
  ResidentWindow inner;
  Spike(64 * kMiB);
  const absl::StatusOr<ResidentUsage> inside = inner.Stop();
  const absl::StatusOr<ResidentUsage> around = outer.Stop();
  ASSERT_TRUE(inside.ok() && around.ok());
  EXPECT_NEAR(inside->peak_bytes - inside->before_bytes, 64 * kMiB, kSlack);
  EXPECT_NEAR(around->peak_bytes - around->before_bytes, 80 * kMiB, kSlack);
}

TEST(ResidentMemoryTest, OuterPeakFromBeforeAnInnerWindowIsKept) {
  ResidentWindow outer;
  Spike(64 * kMiB);
  ResidentWindow inner;
  Spike(16 * kMiB);
  const absl::StatusOr<ResidentUsage> inside = inner.Stop();
  const absl::StatusOr<ResidentUsage> around = outer.Stop();
  ASSERT_TRUE(inside.ok() && around.ok());
  EXPECT_NEAR(inside->peak_bytes - inside->before_bytes, 16 * kMiB, kSlack);
  EXPECT_NEAR(around->peak_bytes - around->before_bytes, 64 * kMiB, kSlack);
}

TEST(ResidentMemoryTest, OuterPeakFromAfterAnInnerWindowIsSeen) {
  ResidentWindow outer;
  { ResidentWindow inner; }
  Spike(64 * kMiB);
  const absl::StatusOr<ResidentUsage> around = outer.Stop();
  ASSERT_TRUE(around.ok()) << around.status();
  EXPECT_NEAR(around->peak_bytes - around->before_bytes, 64 * kMiB, kSlack);
}

#ifndef FELUDA_SANITIZER

// Returns what it allocated last, so that the free blocks before it stay with
// malloc.
void* FillAndFree(int64_t bytes) {
  constexpr int64_t kBlock = 1000;
  std::vector<void*> blocks;
  blocks.reserve(static_cast<size_t>(bytes / kBlock + 1));
  for (int64_t i = 0; i < bytes / kBlock; ++i) {
    blocks.push_back(calloc(1, kBlock));
  }
  void* last = calloc(1, kBlock);
  for (void* block : blocks) free(block);
  return last;
}

TEST(ResidentMemoryTest, MemoryFreedBeforeDoesNotHideWhatIsTaken) {
  void* first = FillAndFree(64 * kMiB);
  ResidentWindow window;
  void* second = FillAndFree(64 * kMiB);
  const absl::StatusOr<ResidentUsage> usage = window.Stop();
  free(first);
  free(second);
  ASSERT_TRUE(usage.ok()) << usage.status();
  EXPECT_GE(usage->peak_bytes - usage->before_bytes, 64 * kMiB - kSlack);
}

#endif  // FELUDA_SANITIZER

TEST(ResidentMemoryTest, SecondStopIsRefused) {
  ResidentWindow window;
  EXPECT_TRUE(window.Stop().ok());
  EXPECT_EQ(window.Stop().status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace feluda

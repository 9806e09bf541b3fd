#include "lib/measure/resource_usage.h"

#include <malloc.h>
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "lib/measure/heap/heap_ledger.h"

namespace feluda {
namespace {

void AllocateAndFree(size_t size) {
  void* block = malloc(size);
  asm volatile("" : : "r"(block) : "memory");
  free(block);
}

ResourceMeterOptions Only(bool heap, bool resident) {
  ResourceMeterOptions options;
  options.heap = heap;
  options.resident = resident;
  return options;
}

TEST(ResourceMeterTest, MetersAllThatCanBeMetered) {
  ResourceMeter meter;
  AllocateAndFree(1000);
  absl::SleepFor(absl::Milliseconds(5));
  const ResourceUsage usage = meter.Stop();
  EXPECT_GE(usage.wall, absl::Milliseconds(5));
  EXPECT_GT(usage.cpu.total(), absl::ZeroDuration());
  EXPECT_TRUE(usage.resident.ok()) << usage.resident.status();
  ASSERT_EQ(usage.heap.status(), HeapMeterStatus());
  if (!usage.heap.ok()) return;  // A sanitizer; its figures are absent, not 0.
  EXPECT_EQ(usage.heap->allocations, 1);
  EXPECT_EQ(usage.heap->peak_bytes, 1000);
}

TEST(ResourceMeterTest, WhatIsNotAskedForIsAbsentWithoutAText) {
  ResourceMeter meter(Only(/*heap=*/false, /*resident=*/false));
  EXPECT_FALSE(heap_internal::Recording());
  const ResourceUsage usage = meter.Stop();
  EXPECT_EQ(usage.heap.status(), ResourceUsage::NotAsked());
  EXPECT_EQ(usage.resident.status(), ResourceUsage::NotAsked());
  EXPECT_EQ(ResourceUsage::NotAsked().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ResourceUsage::NotAsked().message(), "");
}

TEST(ResourceMeterTest, CountsNothingOfItsOwn) {
  ResourceMeter meter(Only(/*heap=*/true, /*resident=*/true));
  ResourceMeter inner(Only(/*heap=*/true, /*resident=*/true));
  const ResourceUsage inside = inner.Stop();
  const ResourceUsage around = meter.Stop();
  if (!around.heap.ok()) return;
  EXPECT_EQ(inside.heap->allocations, 0);
  EXPECT_EQ(around.heap->allocations, 0);
  EXPECT_EQ(around.heap->frees, 0);
}

TEST(ResourceMeterTest, OuterMeterHoldsTheInner) {
  ResourceMeter outer;
  ResourceMeter inner;
  AllocateAndFree(5000);
  const ResourceUsage inside = inner.Stop();
  const ResourceUsage around = outer.Stop();
  EXPECT_GT(around.wall, inside.wall);
  EXPECT_GE(around.cpu.total(), inside.cpu.total());
  EXPECT_GE(around.resident->peak_bytes, inside.resident->peak_bytes);
  if (!around.heap.ok()) return;
  EXPECT_EQ(around.heap->peak_bytes, inside.heap->peak_bytes);
}

// Allocates 80 MiB in the smallest blocks, which make the meter's own ledger
// as large as it gets.
void AllocateTinyBlocks() {
  std::vector<std::unique_ptr<int>> blocks(2'500'000);
  for (std::unique_ptr<int>& block : blocks) block = std::make_unique<int>(1);
}

TEST(ResourceMeterTest, BooksOfOneMeasurementAreNotInTheNext) {
  constexpr int64_t kMiB = 1 << 20;
  if (!HeapMeterStatus().ok()) GTEST_SKIP() << HeapMeterStatus().message();
  {
    ResourceMeter meter;
    AllocateTinyBlocks();
    const ResourceUsage usage = meter.Stop();
    malloc_trim(0);
  }
  ResourceMeter meter;
  const size_t size = 32 * kMiB;
  void* mapped = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  const ResourceUsage usage = meter.Stop();
  munmap(mapped, size);
  ASSERT_TRUE(usage.resident.ok()) << usage.resident.status();
  EXPECT_NEAR(usage.resident->after_bytes - usage.resident->before_bytes,
              32 * kMiB, 2 * kMiB);
}

TEST(ResourceUsageTest, UtilizationIsCpuOverWall) {
  ResourceUsage usage;
  usage.wall = absl::Seconds(2);
  usage.cpu.user = absl::Seconds(1);
  usage.cpu.system = absl::Milliseconds(500);
  EXPECT_DOUBLE_EQ(usage.cpu_utilization().value(), 0.75);
  usage.cpu.children_user = absl::Seconds(2);
  usage.cpu.children_system = absl::Milliseconds(500);
  EXPECT_DOUBLE_EQ(usage.cpu_utilization().value(), 2.0);
}

TEST(ResourceUsageTest, UtilizationThatTheClockCannotResolveIsAbsent) {
  const absl::Duration shortest = 50 * CpuUsageError();
  ResourceUsage usage;
  usage.cpu.user = absl::Microseconds(5);
  for (const absl::Duration wall : {absl::ZeroDuration(), absl::Microseconds(1),
                                    shortest - absl::Nanoseconds(1)}) {
    usage.wall = wall;
    EXPECT_EQ(usage.cpu_utilization().status(),
              absl::UnavailableError("too short for the clock of CPU time"))
        << wall;
  }
  usage.wall = shortest;
  EXPECT_LE(usage.cpu_utilization().value(), 0.05);
}

}  // namespace
}  // namespace feluda

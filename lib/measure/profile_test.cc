#include "lib/measure/profile.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "lib/measure/heap/heap_ledger.h"

namespace feluda {
namespace {

ResourceMeterOptions WallAndCpuOnly() {
  ResourceMeterOptions options;
  options.heap = false;
  options.resident = false;
  return options;
}

TEST(ProfileTest, CallsAFunctionOnce) {
  int calls = 0;
  const ResourceUsage usage = Profile([&calls] { ++calls; });
  EXPECT_EQ(calls, 1);
  EXPECT_GT(usage.wall, absl::ZeroDuration());
  EXPECT_TRUE(usage.resident.ok()) << usage.resident.status();
  ASSERT_EQ(usage.heap.status(), HeapMeterStatus());
  if (usage.heap.ok()) {
    EXPECT_EQ(usage.heap->allocations, 0);
  }
}

TEST(ProfileTest, WhatIsReturnedIsFreedInside) {
  const ResourceUsage usage = Profile([] { return std::string(999, 'x'); });
  if (!usage.heap.ok()) return;
  EXPECT_EQ(usage.heap->allocations, 1);
  EXPECT_EQ(usage.heap->peak_bytes, 1000);
  EXPECT_EQ(usage.heap->net_bytes, 0);
}

TEST(ProfileTest, WhatIsStoredIsHeld) {
  std::string result;
  const ResourceUsage usage =
      Profile([&result] { result = std::string(999, 'x'); });
  EXPECT_EQ(result.size(), 999u);
  if (!usage.heap.ok()) return;
  EXPECT_EQ(usage.heap->net_bytes, 1000);
}

TEST(ProfileTest, TakesFunctionsThatCannotBeCopied) {
  auto number = std::make_unique<int>(7);
  int seen = 0;
  Profile([number = std::move(number), &seen] { seen = *number; });
  EXPECT_EQ(seen, 7);
}

TEST(ProfileTest, ExceptionPassesThroughAndLeavesNothingOpen) {
  EXPECT_THROW(Profile([] { throw std::runtime_error("no input"); }),
               std::runtime_error);
  EXPECT_FALSE(heap_internal::Recording());
  const ResourceUsage usage = Profile([] {});
  EXPECT_TRUE(usage.resident.ok()) << usage.resident.status();
  EXPECT_EQ(usage.heap.status(), HeapMeterStatus());
}

TEST(ProfileTest, MetersInsideAProfiledFunction) {
  ResourceUsage inside;
  const ResourceUsage around =
      Profile([&inside] { inside = Profile([] { std::string(99, 'x'); }); });
  EXPECT_GE(around.wall, inside.wall);
  if (!around.heap.ok()) return;
  EXPECT_EQ(inside.heap->allocations, 1);
  EXPECT_EQ(around.heap->allocations, 1);
}

TEST(ProfileTest, OptionsLeaveFiguresOut) {
  bool recording = true;
  const ResourceUsage usage =
      Profile([&recording] { recording = heap_internal::Recording(); },
              WallAndCpuOnly());
  EXPECT_FALSE(recording);
  EXPECT_EQ(usage.heap.status(), ResourceUsage::NotAsked());
  EXPECT_EQ(usage.resident.status(), ResourceUsage::NotAsked());
}

}  // namespace
}  // namespace feluda

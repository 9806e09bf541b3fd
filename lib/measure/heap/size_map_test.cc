#include "lib/measure/heap/size_map.h"

#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace feluda::heap_internal {
namespace {

// What one leaf maps; addresses on either side of a multiple of it are on two.
constexpr uintptr_t kLeafSpan = uintptr_t{64} << 20;

// The map never looks at a block, so any address will do.
const void* Block(uintptr_t address) {
  return reinterpret_cast<const void*>(address);
}

TEST(SizeMapTest, KnowsNothingAtFirst) {
  static SizeMap map;
  EXPECT_EQ(map.Get(Block(0x1000)), SizeMap::kUnknown);
  map.Put(Block(0x1000), 7);
  EXPECT_EQ(map.Get(Block(0x1020)), SizeMap::kUnknown);
  EXPECT_EQ(map.Get(Block(0x1000 + kLeafSpan)), SizeMap::kUnknown);
}

TEST(SizeMapTest, KeepsEverySize) {
  static SizeMap map;
  const size_t sizes[] = {
      0,     1,     2,     255,   256,     65532,           65533,
      65534, 65535, 65536, 65537, 1 << 20, size_t{1} << 32, SIZE_MAX / 2};
  for (const size_t size : sizes) {
    map.Put(Block(0x7f0000000010), size);
    EXPECT_EQ(map.Get(Block(0x7f0000000010)), size);
  }
}

TEST(SizeMapTest, NeighboursKeepTheirOwn) {
  static SizeMap map;
  // The closest that glibc sets blocks: 32 bytes apart where they are small.
  for (uintptr_t i = 0; i < 1000; ++i) map.Put(Block(0x20000 + 32 * i), i % 25);
  map.Put(Block(0x20000 + 32 * 1000), 65534);
  map.Put(Block(0x20000 + 32 * 1000 + 65552), 3);
  for (uintptr_t i = 0; i < 1000; ++i) {
    ASSERT_EQ(map.Get(Block(0x20000 + 32 * i)), i % 25);
  }
  EXPECT_EQ(map.Get(Block(0x20000 + 32 * 1000)), 65534u);
  EXPECT_EQ(map.Get(Block(0x20000 + 32 * 1000 + 65552)), 3u);
}

TEST(SizeMapTest, NarrowNeighboursKeepTheirOwn) {
  static SizeMap map;
  EXPECT_EQ(map.GetNarrow(Block(0x30000)), SizeMap::kUnknown);
  // Each as close to the next as its size allows.
  uintptr_t address = 0x30000;
  for (size_t size = 0; size <= 1000; ++size) {
    map.PutNarrow(Block(address), size);
    address += size == 0 ? 16 : (size + 15) / 16 * 16;
  }
  EXPECT_EQ(map.GetNarrow(Block(address)), SizeMap::kUnknown);
  address = 0x30000;
  for (size_t size = 0; size <= 1000; ++size) {
    ASSERT_EQ(map.GetNarrow(Block(address)), size);
    address += size == 0 ? 16 : (size + 15) / 16 * 16;
  }
  map.PutNarrow(Block(0x30000), 60000);
  EXPECT_EQ(map.GetNarrow(Block(0x30000)), 60000u);
}

TEST(SizeMapTest, SmallBlockInTheRoomOfALargeOne) {
  static SizeMap map;
  map.Put(Block(0x40000), 1'000'000);
  map.Put(Block(0x40000), 40);
  map.Put(Block(0x40030), 50);
  EXPECT_EQ(map.Get(Block(0x40000)), 40u);
  EXPECT_EQ(map.Get(Block(0x40030)), 50u);
}

TEST(SizeMapTest, EntriesAtTheEndOfALeaf) {
  static SizeMap map;
  // A long entry is ten bytes of map: from each of these it runs over the end.
  for (uintptr_t granules = 1; granules <= 9; ++granules) {
    const void* block = Block(3 * kLeafSpan - 16 * granules);
    map.Put(block, 1'000'000 + granules);
    // The first block of the next leaf that does not overlap this one.
    map.Put(Block(3 * kLeafSpan + 1'000'016), 99);
    EXPECT_EQ(map.Get(block), 1'000'000 + granules);
    map.Put(block, 16);
    EXPECT_EQ(map.Get(block), 16u);
  }
  EXPECT_EQ(map.Get(Block(3 * kLeafSpan + 1'000'016)), 99u);
}

TEST(SizeMapTest, ClearForgetsEveryLeaf) {
  static SizeMap map;
  std::vector<const void*> blocks;
  for (uintptr_t leaf = 1; leaf <= 5; ++leaf) {
    blocks.push_back(Block(leaf * 7 * kLeafSpan));
    blocks.push_back(Block(leaf * 7 * kLeafSpan - 16));
  }
  for (const void* block : blocks) map.Put(block, size_t{1} << 40);
  map.Clear();
  for (const void* block : blocks) {
    EXPECT_EQ(map.Get(block), SizeMap::kUnknown);
    map.Put(block, 12);
    EXPECT_EQ(map.Get(block), 12u);
  }
}

TEST(SizeMapTest, ThreadsMakeTheSameLeavesAtOnce) {
  static SizeMap map;
  constexpr uintptr_t kThreads = 8;
  constexpr uintptr_t kLeavesEach = 100;
  const auto block = [](uintptr_t leaf, uintptr_t thread) {
    return Block(leaf * kLeafSpan + 1024 * thread);
  };
  std::vector<std::thread> threads;
  for (uintptr_t thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&block, thread] {
      for (uintptr_t leaf = 1; leaf <= kLeavesEach; ++leaf) {
        map.Put(block(leaf, thread), 1000 * leaf + thread);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (uintptr_t leaf = 1; leaf <= kLeavesEach; ++leaf) {
    for (uintptr_t thread = 0; thread < kThreads; ++thread) {
      ASSERT_EQ(map.Get(block(leaf, thread)), 1000 * leaf + thread);
    }
  }
}

}  // namespace
}  // namespace feluda::heap_internal

#include "lib/base/thread_pool.h"

#include <atomic>
#include <set>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::Each;

using Chunk = std::pair<size_t, size_t>;

std::set<Chunk> ChunksOf(ThreadPool& pool, size_t count, size_t grain) {
  std::mutex mutex;
  std::set<Chunk> chunks;
  pool.ParallelFor(count, grain, [&](size_t begin, size_t end) {
    std::lock_guard<std::mutex> lock(mutex);
    EXPECT_TRUE(chunks.insert({begin, end}).second);
  });
  return chunks;
}

TEST(ThreadPoolTest, CutsALoopTheSameForAnyNumberOfThreads) {
  const std::set<Chunk> expected = {{0, 4}, {4, 8}, {8, 10}};
  for (int threads : {1, 2, 3, 8}) {
    ThreadPool pool(threads);
    EXPECT_EQ(pool.threads(), threads);
    EXPECT_EQ(ChunksOf(pool, 10, 4), expected);
    EXPECT_EQ(ChunksOf(pool, 10, 100), (std::set<Chunk>{{0, 10}}));
    EXPECT_EQ(ChunksOf(pool, 0, 4), std::set<Chunk>());
  }
  EXPECT_EQ(ThreadPool::ChunkCount(10, 4), expected.size());
  EXPECT_EQ(ThreadPool::ChunkCount(0, 4), 0u);
}

TEST(ThreadPoolTest, RunsOneLoopAfterAnother) {
  ThreadPool pool(3);
  std::vector<int> visits(100);
  for (int loop = 0; loop < 1000; ++loop) {
    pool.ParallelFor(visits.size(), 7, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) ++visits[i];
    });
  }
  EXPECT_THAT(visits, Each(1000));
}

TEST(ThreadPoolTest, RunsOnSeveralThreads) {
  ThreadPool pool(2);
  std::atomic<int> arrived{0};
  // Ends only if both chunks are under way at once.
  pool.ParallelFor(2, 1, [&](size_t, size_t) {
    ++arrived;
    while (arrived < 2) std::this_thread::yield();
  });
  EXPECT_EQ(arrived, 2);
}

TEST(ThreadPoolTest, OneThreadIsTheCallers) {
  ThreadPool pool(1);
  pool.ParallelFor(10, 2,
                   [caller = std::this_thread::get_id()](size_t, size_t) {
                     EXPECT_EQ(std::this_thread::get_id(), caller);
                   });
}

TEST(ThreadPoolTest, ZeroTakesWhatTheProcessMayUse) {
  EXPECT_GE(ThreadPool(0).threads(), 1);
}

TEST(ThreadPoolTest, HandsTheFirstExceptionToTheCaller) {
  for (int threads : {1, 2}) {
    ThreadPool pool(threads);
    EXPECT_THROW(pool.ParallelFor(100, 1,
                                  [](size_t begin, size_t) {
                                    if (begin == 3) {
                                      throw std::runtime_error("3");
                                    }
                                  }),
                 std::runtime_error);
    EXPECT_EQ(ChunksOf(pool, 2, 1).size(), 2u);
  }
}

}  // namespace
}  // namespace feluda

#include "lib/networks/onednn/threads.h"

extern "C" {
int omp_get_num_procs();
void omp_set_num_threads(int threads);
}

#include <set>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::Each;

TEST(ScopedThreadsTest, RestoresTheNumberThatWasSet) {
  omp_set_num_threads(3);
  {
    const ScopedThreads threads(2);
    EXPECT_EQ(Threads(), 2);
  }
  EXPECT_EQ(Threads(), 3);
}

TEST(ScopedThreadsTest, LeavesOtherThreadsAlone) {
  omp_set_num_threads(3);
  int elsewhere = 0;
  const ScopedThreads threads(1);
  std::thread([&] { elsewhere = Threads(); }).join();
  EXPECT_EQ(elsewhere, omp_get_num_procs());
}

TEST(ParallelForTest, CallsEachIndexOnce) {
  for (const int count : {0, 1, 7, 1000}) {
    for (const int threads : {1, 2, 5}) {
      const ScopedThreads scoped(threads);
      std::vector<int> calls(count);
      ParallelFor(count, [&](size_t i) { ++calls[i]; });
      EXPECT_THAT(calls, Each(1)) << count << " on " << threads;
    }
  }
}

TEST(ParallelForTest, UsesAsManyThreadsAsAreSet) {
  const ScopedThreads scoped(2);
  std::vector<std::thread::id> ids(2);
  ParallelFor(2, [&](size_t i) { ids[i] = std::this_thread::get_id(); });
  EXPECT_NE(ids[0], ids[1]);
}

}  // namespace
}  // namespace feluda

#include "lib/runner/selection/manual_benchmarks.h"

#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runner/selection/benchmark_list.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

void Nothing(benchmark::State& state) {
  for (auto _ : state) {
  }
}

std::vector<std::string> Listed(const char* filter) {
  benchmark::SetBenchmarkFilter(filter);
  ExcludeManualBenchmarks();
  static char program[] = "on_request_test";
  const auto names = ListBenchmarks(program);
  EXPECT_TRUE(names.ok()) << names.status();
  return names.ok() ? *names : std::vector<std::string>();
}

TEST(ManualBenchmarksTest, LeavesOutOnlyWhatNobodyPicked) {
  for (const char* name : {"reduce/small_500x512", "reduce/large_50000x512",
                           "reduce/xlarge_100000x512", "hash/long_30min",
                           "large_reduce/enlarge_2", "hash/long_way.mp4"}) {
    benchmark::RegisterBenchmark(name, Nothing);
  }
  EXPECT_THAT(Listed(""),
              ElementsAre("reduce/small_500x512", "large_reduce/enlarge_2",
                          "hash/long_way.mp4"));
  EXPECT_THAT(Listed("large_50"), ElementsAre("reduce/large_50000x512"));
  EXPECT_THAT(Listed("hash/.*min"), ElementsAre("hash/long_30min"));
  EXPECT_EQ(Listed("all").size(), 6u);
}

}  // namespace
}  // namespace feluda

#include "lib/runner/selection/manual_benchmarks.h"

#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/fixture/manual_registry.h"
#include "lib/runner/selection/benchmark_list.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

void Nothing(benchmark::State& state) {
  for (auto _ : state) {
  }
}

class ManualBenchmarksTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    for (const char* name :
         {"reduce/large_5000x512", "hash/long", "hash/long_way", "hash/lung",
          "hash/long.mp4", "hash/l+ng", "my/hash/long"}) {
      benchmark::RegisterBenchmark(name, Nothing);
    }
    benchmark::RegisterBenchmark("reduce/rows", Nothing)->Arg(5000)->Arg(9000);
    DeclareManual("hash/long");
    DeclareManual("hash/l+ng");
    DeclareManual("reduce/rows");
    DeclareManual("never/registered");
  }

  static std::vector<std::string> Listed(const char* filter) {
    benchmark::SetBenchmarkFilter(filter);
    ExcludeManualBenchmarks();
    static char program[] = "manual_benchmarks_test";
    const auto names = ListBenchmarks(program);
    EXPECT_TRUE(names.ok()) << names.status();
    return names.ok() ? *names : std::vector<std::string>();
  }
};

// What decides is the declaration: not a word in the name, and not the name of
// another benchmark that begins or ends like it.
TEST_F(ManualBenchmarksTest, AreLeftOutWithoutAFilter) {
  EXPECT_THAT(Listed(""),
              ElementsAre("reduce/large_5000x512", "hash/long_way", "hash/lung",
                          "hash/long.mp4", "my/hash/long"));
}

TEST_F(ManualBenchmarksTest, RunWhenAFilterPicksThem) {
  EXPECT_THAT(Listed("rows/9"), ElementsAre("reduce/rows/9000"));
  EXPECT_THAT(Listed("^hash/long$"), ElementsAre("hash/long"));
  EXPECT_EQ(Listed("all").size(), 9u);
  EXPECT_EQ(Listed("-lung").size(), 8u);
}

TEST_F(ManualBenchmarksTest, AreNamedForTheListing) {
  EXPECT_EQ(DescribeManualBenchmarks(Listed("all")),
            "\nOf these, the following run only when --benchmark_filter picks "
            "them:\n  hash/l+ng\n  hash/long\n  reduce/rows\n");
  EXPECT_EQ(DescribeManualBenchmarks(Listed("rows")),
            "\nOf these, the following run only when --benchmark_filter picks "
            "them:\n  reduce/rows\n");
  EXPECT_EQ(DescribeManualBenchmarks(Listed("long_way")), "");
}

}  // namespace
}  // namespace feluda

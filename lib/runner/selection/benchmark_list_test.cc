#include "lib/runner/selection/benchmark_list.h"

#include <string>

#include "absl/status/status.h"
#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

char program[] = "program";
int calls = 0;

// First, while nothing is registered.
TEST(EmptyBenchmarkListTest, ProgramWithoutBenchmarksIsToldWhatTheyNeed) {
  const absl::Status status = ListBenchmarks(program).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("alwayslink = True"));
}

class BenchmarkListTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto count = [](benchmark::State& state) {
      ++calls;
      for (auto _ : state) {
      }
    };
    benchmark::RegisterBenchmark("sort/small", count);
    benchmark::RegisterBenchmark("sort/large", count)->Arg(8);
    benchmark::RegisterBenchmark("find/small", count);
  }
};

TEST_F(BenchmarkListTest, NamesWhatTheFilterPicksAndRunsNothing) {
  benchmark::SetBenchmarkFilter("^sort/");
  EXPECT_THAT(*ListBenchmarks(program),
              ElementsAre("sort/small", "sort/large/8"));
  EXPECT_EQ(calls, 0);
}

TEST(ContextOfTest, IsAsWideAsTheWidestName) {
  EXPECT_EQ(ContextOf({"a"}, false).name_field_width, 10u);
  EXPECT_EQ(ContextOf({"a", "operator/input"}, false).name_field_width, 14u);
  EXPECT_EQ(ContextOf({"a", "operator/input"}, true).name_field_width, 21u);
}

TEST_F(BenchmarkListTest, LeavesTheBenchmarksReadyToRun) {
  benchmark::SetBenchmarkFilter("find");
  ASSERT_TRUE(ListBenchmarks(program).ok());
  benchmark::ConsoleReporter reporter;
  EXPECT_EQ(benchmark::RunSpecifiedBenchmarks(&reporter), 1u);
  EXPECT_GT(calls, 0);
}

TEST_F(BenchmarkListTest, FilterWithoutAMatchIsAnError) {
  benchmark::SetBenchmarkFilter("nothing_of_that_name");
  const absl::Status status = ListBenchmarks(program).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("--benchmark_filter=nothing_of_that_name"));
}

TEST_F(BenchmarkListTest, FilterThatIsNoExpressionIsAnError) {
  benchmark::SetBenchmarkFilter("(");
  const absl::Status status = ListBenchmarks(program).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
}

// Last, since what is registered stays.
TEST_F(BenchmarkListTest, NameThatTwoHaveOrNoneIsAnErrorThoughNotPicked) {
  benchmark::RegisterBenchmark("twin", [](benchmark::State&) {});
  benchmark::RegisterBenchmark("twin", [](benchmark::State&) {});
  benchmark::RegisterBenchmark("", [](benchmark::State&) {});
  benchmark::SetBenchmarkFilter("sort");
  const absl::Status status = ListBenchmarks(program).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(
      std::string(status.message()),
      "benchmark \"\" has an empty name; name it with Name() or where it is "
      "registered\n"
      "benchmark \"twin\" is registered 2 times; give each a name of its "
      "own, and each size to Arg() once");
}

}  // namespace
}  // namespace feluda

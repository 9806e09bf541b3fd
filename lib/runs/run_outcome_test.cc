#include "lib/runs/run_outcome.h"

#include <cstdint>
#include <string>

#include "benchmark/benchmark.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

// The fields of a run up to release 1.7 ...
struct OlderRun {
  bool error_occurred = false;
  std::string error_message;
};

// ... and those that took their place.
enum SkippedEnum : unsigned {
  NotSkipped = 0,
  SkippedWithMessage,
  SkippedWithError
};

struct NewerRun {
  SkippedEnum skipped = NotSkipped;
  std::string skip_message;
};

template <typename Run>
class CompatTest : public testing::Test {};

using Runs =
    testing::Types<OlderRun, NewerRun, benchmark::BenchmarkReporter::Run>;
TYPED_TEST_SUITE(CompatTest, Runs);

TYPED_TEST(CompatTest, AFreshRunHasNotFailed) {
  TypeParam run;
  EXPECT_FALSE(Failed(run));
  EXPECT_FALSE(Skipped(run));
  EXPECT_EQ(FailureMessage(run), "");
}

TYPED_TEST(CompatTest, AMarkedRunHasFailedWithItsMessage) {
  TypeParam run;
  MarkFailed(run, "no such model");
  EXPECT_TRUE(Failed(run));
  EXPECT_FALSE(Skipped(run));
  EXPECT_EQ(FailureMessage(run), "no such model");
}

TYPED_TEST(CompatTest, ASkippedRunHasNotFailed) {
  for (const char* message : {"no camera", ""}) {
    TypeParam run;
    MarkSkipped(run, message);
    EXPECT_FALSE(Failed(run));
    EXPECT_TRUE(Skipped(run));
    EXPECT_EQ(FailureMessage(run), *message ? message : "no message");
  }
}

TEST(CompatTest, WritesTheFieldsOfEitherRelease) {
  OlderRun older;
  MarkFailed(older, "a");
  EXPECT_TRUE(older.error_occurred);
  EXPECT_EQ(older.error_message, "a");

  NewerRun newer;
  MarkFailed(newer, "b");
  EXPECT_EQ(newer.skipped, SkippedWithError);
  EXPECT_EQ(newer.skip_message, "b");
}

TEST(CompatTest, ARunSkippedOnPurposeHasNotFailed) {
  NewerRun run{SkippedWithMessage, "needs a GPU"};
  EXPECT_FALSE(Failed(run));
  EXPECT_TRUE(Skipped(run));
  EXPECT_EQ(FailureMessage(run), "needs a GPU");
}

// A run as it is up to 1.9, and as it is on the main branch.
struct PointedResult {
  int64_t num_allocs = 0;
};

struct PointingRun {
  const PointedResult* memory_result = nullptr;
};

struct HeldResult {
  int64_t num_allocs = 0;
  int64_t memory_iterations = 0;
};

struct HoldingRun {
  HeldResult memory_result;
};

TEST(RunMemoryTest, IsWhatARunPointsTo) {
  PointingRun run;
  EXPECT_EQ(MemoryOf(run), nullptr);
  const PointedResult result{7};
  SetMemory(result, 2, run);
  EXPECT_EQ(MemoryOf(run), &result);
  EXPECT_EQ(MemoryIterations(run), 0);
  ClearMemory(run);
  EXPECT_EQ(MemoryOf(run), nullptr);
}

TEST(RunMemoryTest, IsWhatARunHolds) {
  HoldingRun run;
  EXPECT_EQ(MemoryOf(run), nullptr);
  SetMemory(HeldResult{7, 0}, 2, run);
  ASSERT_EQ(MemoryOf(run), &run.memory_result);
  EXPECT_EQ(MemoryOf(run)->num_allocs, 7);
  EXPECT_EQ(MemoryIterations(run), 2);
  ClearMemory(run);
  EXPECT_EQ(MemoryOf(run), nullptr);
}

TEST(RunMemoryTest, IsThatOfThisGoogleBenchmark) {
  benchmark::BenchmarkReporter::Run run;
  ClearMemory(run);
  EXPECT_EQ(MemoryOf(run), nullptr);
  alignas(benchmark::MemoryManager::Result) char
      bytes[sizeof(benchmark::MemoryManager::Result)] = {};
  auto* result = reinterpret_cast<benchmark::MemoryManager::Result*>(bytes);
  result->num_allocs = 5;
  SetMemory(*result, 1, run);
  ASSERT_NE(MemoryOf(run), nullptr);
  EXPECT_EQ(MemoryOf(run)->num_allocs, 5);
}

}  // namespace
}  // namespace feluda

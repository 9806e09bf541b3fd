#include "lib/runs/run_outcome.h"

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
class RunOutcomeTest : public testing::Test {};

using Runs =
    testing::Types<OlderRun, NewerRun, benchmark::BenchmarkReporter::Run>;
TYPED_TEST_SUITE(RunOutcomeTest, Runs);

TYPED_TEST(RunOutcomeTest, AFreshRunHasNotFailed) {
  TypeParam run;
  EXPECT_FALSE(Failed(run));
  EXPECT_FALSE(Skipped(run));
  EXPECT_EQ(FailureMessage(run), "");
}

TYPED_TEST(RunOutcomeTest, AMarkedRunHasFailedWithItsMessage) {
  TypeParam run;
  MarkFailed(run, "no such model");
  EXPECT_TRUE(Failed(run));
  EXPECT_FALSE(Skipped(run));
  EXPECT_EQ(FailureMessage(run), "no such model");
}

TYPED_TEST(RunOutcomeTest, ASkippedRunHasNotFailed) {
  for (const char* message : {"no camera", ""}) {
    TypeParam run;
    MarkSkipped(run, message);
    EXPECT_FALSE(Failed(run));
    EXPECT_TRUE(Skipped(run));
    EXPECT_EQ(FailureMessage(run), *message ? message : "no message");
  }
}

TEST(RunOutcomeTest, WritesTheFieldsOfEitherRelease) {
  OlderRun older;
  MarkFailed(older, "a");
  EXPECT_TRUE(older.error_occurred);
  EXPECT_EQ(older.error_message, "a");

  NewerRun newer;
  MarkFailed(newer, "b");
  EXPECT_EQ(newer.skipped, SkippedWithError);
  EXPECT_EQ(newer.skip_message, "b");
}

TEST(RunOutcomeTest, ARunSkippedOnPurposeHasNotFailed) {
  NewerRun run{SkippedWithMessage, "needs a GPU"};
  EXPECT_FALSE(Failed(run));
  EXPECT_TRUE(Skipped(run));
  EXPECT_EQ(FailureMessage(run), "needs a GPU");
}

}  // namespace
}  // namespace feluda

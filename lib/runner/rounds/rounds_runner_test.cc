#include "lib/runner/rounds/rounds_runner.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runner/rounds/round_order.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"

namespace feluda {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

const std::vector<std::string>& Letters() {
  static const auto* const names =
      new std::vector<std::string>{"a", "b", "c", "d"};
  return *names;
}

// Runs benchmarks that do nothing, and tells what it ran.
class FakeRounds {
 public:
  explicit FakeRounds(size_t ends_before = 1000) {
    callbacks.run =
        [this, ends_before](
            size_t benchmark) -> absl::StatusOr<std::optional<ProcessRuns>> {
      if (ran.size() == ends_before) return end;
      ran.push_back(benchmark);
      ProcessRuns process;
      process.batches = {{NewRun(Letters()[benchmark])}};
      return process;
    };
    callbacks.on_round_start = [this](size_t round) {
      told.push_back(absl::StrCat("round ", round));
    };
    callbacks.on_round_end = [this](size_t round) {
      told.push_back(absl::StrCat("end ", round, " after ", ran.size()));
    };
  }

  absl::StatusOr<std::optional<ProcessRuns>> end = std::nullopt;
  RoundsCallbacks callbacks;
  std::vector<size_t> ran;
  std::vector<std::string> told;
};

TEST(RunRoundsTest, EachRoundHasItsOrder) {
  FakeRounds fake;
  RoundResults results(Letters());
  EXPECT_TRUE(RunRounds({4, 2, 77}, fake.callbacks, results).ok());
  std::vector<size_t> expected = RoundOrder(77, 0, 4);
  for (const size_t i : RoundOrder(77, 1, 4)) expected.push_back(i);
  EXPECT_THAT(fake.ran, ElementsAreArray(expected));
  EXPECT_THAT(fake.told, ElementsAre("round 0", "end 0 after 4", "round 1",
                                     "end 1 after 8"));
  EXPECT_EQ(results.Rounds(3), 2u);
}

TEST(RunRoundsTest, InterruptedInTheThirdRoundTwoAreLeft) {
  FakeRounds fake(/*ends_before=*/10);
  RoundResults results(Letters());
  EXPECT_TRUE(RunRounds({4, 5, 1}, fake.callbacks, results).ok());
  for (const size_t i : {0, 1, 2, 3}) EXPECT_EQ(results.Rounds(i), 2u);
}

TEST(RunRoundsTest, AnErrorEndsItAndWholeRoundsAreLeft) {
  FakeRounds fake(/*ends_before=*/5);
  fake.end = absl::InternalError("no process");
  RoundResults results(Letters());
  EXPECT_EQ(RunRounds({4, 5, 1}, fake.callbacks, results).message(),
            "no process");
  EXPECT_EQ(results.Rounds(0), 1u);
}

TEST(RunRoundsTest, ABenchmarkWithRoundsJoinsWhereItLacksOne) {
  std::map<std::string, std::vector<benchmark::BenchmarkReporter::Run>> resumed;
  for (const double round : {0.0, 1.0}) {
    resumed["b"].push_back(NewRun("b"));
    Set(resumed["b"].back().counters, kRoundIndex, round);
  }
  FakeRounds fake;
  RoundResults results({"a", "b"}, resumed);
  EXPECT_TRUE(RunRounds({2, 3, 5}, fake.callbacks, results).ok());
  EXPECT_EQ(fake.ran.size(), 4u);
  EXPECT_EQ(fake.ran[0] + fake.ran[1], 0u);
  EXPECT_EQ(fake.ran[2] + fake.ran[3], 1u);
  EXPECT_EQ(results.Rounds(1), 3u);
}

}  // namespace
}  // namespace feluda

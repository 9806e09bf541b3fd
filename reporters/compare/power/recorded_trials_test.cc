#include "reporters/compare/power/recorded_trials.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/compare/testing/made_up_sides.h"

namespace feluda {
namespace {

using TrialRuns = std::vector<benchmark::BenchmarkReporter::Run>;

// Two benchmarks, 20 rounds that vary by 2 %.
TrialRuns TwentyRounds() {
  TrialRuns runs = MadeUpRounds("sort", 20, 1, 1);
  const TrialRuns more = MadeUpRounds("hash", 20, 2, 2);
  runs.insert(runs.end(), more.begin(), more.end());
  return runs;
}

constexpr int kTrials = 15;

int FoundIn(const RecordedTrials& trials, MadeUpChange change, bool pairs,
            int& red) {
  MadeUpSamples made(1);
  CompareOptions options;
  options.pairs = pairs;
  int found = 0;
  for (int i = 0; i < kTrials; ++i) {
    const RecordedTrial trial = trials.Draw(20, change, made);
    const Comparison comparison =
        Compare(trial.old_side, trial.new_side, options);
    if (comparison.Count(ComparedVerdict::kWorse) > 0) ++red;
    if (trial.IsFoundIn(comparison)) ++found;
  }
  return found;
}

TEST(RecordedTrialsTest, FindsWhatChangedAndNothingElse) {
  for (const bool pairs : {false, true}) {
    const RecordedTrials trials(MadeUpSide("a", TwentyRounds()), pairs);
    EXPECT_EQ(trials.size(), pairs ? 10 : 20);
    int red = 0;
    EXPECT_EQ(FoundIn(trials, MadeUpChange::kNothing, pairs, red), 0);
    EXPECT_LE(red, 1);
    EXPECT_EQ(FoundIn(trials, MadeUpChange::kOneAllocation, pairs, red),
              kTrials);
    EXPECT_GE(FoundIn(trials, MadeUpChange::kTenPercent, pairs, red),
              kTrials - 2);
  }
}

TEST(RecordedTrialsTest, CountsThatVaryGetNoAllocation) {
  TrialRuns runs = MadeUpRounds("sort", 20, 1, 1);
  Set(runs[3].counters, "execution.heap_allocations", 101);
  const RecordedTrials trials(MadeUpSide("a", runs), false);
  MadeUpSamples made(1);
  EXPECT_EQ(trials.Draw(10, MadeUpChange::kOneAllocation, made).changed, "");
  EXPECT_EQ(trials.Draw(10, MadeUpChange::kTenPercent, made).changed, "sort");
}

TEST(RecordedTrialsTest, ReportsOfRunsInTurnAreInterleaved) {
  RecordedRuns one;
  RecordedRuns other;
  one.runs = {MadeUpRoundRun("sort", 0, 1), MadeUpRoundRun("sort", 1, 3)};
  other.runs = {MadeUpRoundRun("sort", 0, 2), MadeUpRoundRun("sort", 1, 4)};
  const ComparedSide side = Interleaved(one, other).WithRounds({0, 1, 2, 3});
  const std::vector<ProcessFigures>& processes = side.Find("sort")->processes;
  ASSERT_EQ(processes.size(), 4);
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(processes[i].values[0], static_cast<double>(i + 1));
  }
  EXPECT_EQ(RecordedTrials(Interleaved(one, other), true).size(), 2);
}

TEST(RecordedTrialsTest, TimesAreGoogleBenchmarksJson) {
  const auto json = ParseJson(
      TimesAsJson(MadeUpSide("a", {MadeUpRoundRun("sort", 0, 1.5)}), "hash"));
  EXPECT_EQ(json["context"]["changed"], "hash");
  ASSERT_EQ(json["benchmarks"].size(), 1);
  EXPECT_EQ(json["benchmarks"][0]["name"], "sort");
  EXPECT_EQ(json["benchmarks"][0]["real_time"], 1.5);
  EXPECT_EQ(json["benchmarks"][0]["time_unit"], "s");
}

}  // namespace
}  // namespace feluda

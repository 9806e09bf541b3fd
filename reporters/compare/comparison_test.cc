#include "reporters/compare/comparison.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"
#include "reporters/compare/testing/made_up_sides.h"

namespace feluda {
namespace {

using ComparedRuns = std::vector<benchmark::BenchmarkReporter::Run>;

Comparison CompareRuns(const ComparedRuns& from, const ComparedRuns& to,
                       const CompareOptions& options = {}) {
  return Compare(MadeUpSide("old", from), MadeUpSide("new", to), options);
}

ComparedFigure FigureOf(const Comparison& comparison, ComparedMetric metric) {
  for (const ComparedFigure& figure : comparison.benchmarks.at(0).figures) {
    if (figure.metric == metric) return figure;
  }
  return {};
}

TEST(ComparisonTest, TenRoundsTellWorseBetterAndTheSame) {
  const ComparedRuns one = MadeUpRounds("sort", 10, 1, 1);
  const ComparedRuns slower = MadeUpRounds("sort", 10, 1.2, 2);
  const ComparedRuns equal = MadeUpRounds("sort", 10, 1, 3);
  const auto verdict = [](const ComparedRuns& from, const ComparedRuns& to) {
    return FigureOf(CompareRuns(from, to), ComparedMetric::kTime).verdict;
  };
  EXPECT_EQ(verdict(one, slower), ComparedVerdict::kWorse);
  EXPECT_EQ(verdict(slower, one), ComparedVerdict::kBetter);
  EXPECT_EQ(verdict(one, equal), ComparedVerdict::kSame);
}

TEST(ComparisonTest, OneAllocationMoreIsWorse) {
  const Comparison comparison = CompareRuns(
      MadeUpRounds("sort", 3, 1, 1, 5000), MadeUpRounds("sort", 3, 1, 2, 5001));
  const ComparedFigure figure =
      FigureOf(comparison, ComparedMetric::kAllocations);
  EXPECT_TRUE(figure.is_exact);
  EXPECT_EQ(figure.verdict, ComparedVerdict::kWorse);
  EXPECT_EQ(comparison.Count(ComparedVerdict::kWorse), 1);
  EXPECT_EQ(FigureOf(CompareRuns(MadeUpRounds("sort", 3, 1, 1, 5001),
                                 MadeUpRounds("sort", 3, 1, 2, 5000)),
                     ComparedMetric::kAllocations)
                .verdict,
            ComparedVerdict::kBetter);
}

TEST(ComparisonTest, CountsThatVaryAreNoisyFigures) {
  ComparedRuns from = MadeUpRounds("sort", 10, 1, 1, 5000);
  ComparedRuns to = MadeUpRounds("sort", 10, 1, 2, 5001);
  Set(from[3].counters, "execution.heap_allocations", 5002);
  const ComparedFigure figure =
      FigureOf(CompareRuns(from, to), ComparedMetric::kAllocations);
  EXPECT_FALSE(figure.is_exact);
  EXPECT_EQ(figure.verdict, ComparedVerdict::kSame);
  // A count that is not whole is a mean of several.
  for (auto& run : to) Set(run.counters, "execution.heap_allocations", 0.5);
  EXPECT_FALSE(
      FigureOf(CompareRuns(to, to), ComparedMetric::kAllocations).is_exact);
}

TEST(ComparisonTest, OneProcessHasARatioAndNoVerdict) {
  // Ten repetitions of one process are one.
  ComparedRuns from, to;
  for (int i = 0; i < 10; ++i) {
    from.push_back(MadeUpRoundRun("sort", -1, 1 + 0.001 * i));
    to.push_back(MadeUpRoundRun("sort", -1, 2 + 0.001 * i));
  }
  const ComparedFigure figure =
      FigureOf(CompareRuns(from, to), ComparedMetric::kTime);
  EXPECT_EQ(figure.verdict, ComparedVerdict::kNone);
  EXPECT_NEAR(figure.ratio, 2, 0.01);
  EXPECT_FALSE(figure.interval.has_value());
}

TEST(ComparisonTest, FewProcessesAreToldHowManyItNeeds) {
  const ComparedFigure figure = FigureOf(
      CompareRuns(MadeUpRounds("sort", 3, 1, 1), MadeUpRounds("sort", 3, 2, 2)),
      ComparedMetric::kTime);
  EXPECT_EQ(figure.verdict, ComparedVerdict::kCannotTell);
  ASSERT_TRUE(figure.needed.has_value());
  EXPECT_EQ(figure.needed->processes, 5);
}

// Ten rounds of two seconds each, while others kept so many CPUs busy.
ComparedRuns LoadedRounds(const std::string& name, double seconds,
                          uint64_t seed, double other_cpus,
                          double process_seconds = 2) {
  ComparedRuns runs = MadeUpRounds(name, 10, seconds, seed);
  for (auto& run : runs) TellLoad(other_cpus, process_seconds, run);
  return runs;
}

TEST(ComparisonTest, TimesUnderAnotherLoadCannotBeToldAndCountsCan) {
  const ComparedRuns quiet = LoadedRounds("sort", 1, 1, 0.1);
  ComparedRuns loaded = LoadedRounds("sort", 1.15, 2, 0.5);
  for (auto& run : loaded) Set(run.counters, "execution.heap_allocations", 101);
  const Comparison comparison = CompareRuns(quiet, loaded);
  ASSERT_TRUE(comparison.load.has_value());
  EXPECT_DOUBLE_EQ(comparison.load->new_cpus, 0.5);
  const ComparedFigure time = FigureOf(comparison, ComparedMetric::kTime);
  EXPECT_EQ(time.verdict, ComparedVerdict::kCannotTell);
  EXPECT_TRUE(time.is_hidden_by_load);
  EXPECT_EQ(FigureOf(comparison, ComparedMetric::kAllocations).verdict,
            ComparedVerdict::kWorse);
  // Of runs in turn the load is shared.
  CompareOptions options;
  options.pairs = true;
  EXPECT_EQ(FigureOf(CompareRuns(quiet, loaded, options), ComparedMetric::kTime)
                .verdict,
            ComparedVerdict::kWorse);
}

TEST(ComparisonTest, TimesOnAFullMachineCannotBeToldAndCpuTimeCan) {
  // Of a machine that tells no more, there is one CPU.
  const Comparison comparison = CompareRuns(LoadedRounds("sort", 1, 1, 0.8),
                                            LoadedRounds("sort", 1.7, 2, 0.81));
  EXPECT_EQ(FigureOf(comparison, ComparedMetric::kTime).verdict,
            ComparedVerdict::kCannotTell);
  const ComparedFigure cpu_time =
      FigureOf(comparison, ComparedMetric::kCpuTime);
  EXPECT_EQ(cpu_time.verdict, ComparedVerdict::kWorse);
  EXPECT_FALSE(cpu_time.load.has_value());
}

TEST(ComparisonTest, ShortBenchmarksHaveTheLoadOfAll) {
  ComparedRuns from = LoadedRounds("long", 1, 1, 0.1);
  ComparedRuns to = LoadedRounds("long", 1, 2, 1.5);
  const auto add_short = [](ComparedRuns& runs, uint64_t seed) {
    // The hundredths of a second of 10 times 20 ms tell nothing.
    for (auto& run : LoadedRounds("short", 0.01, seed, 0, 0.02)) {
      runs.push_back(run);
    }
  };
  add_short(from, 3);
  add_short(to, 4);
  for (const BenchmarkChange& pair : CompareRuns(from, to).benchmarks) {
    EXPECT_TRUE(pair.load.has_value() && pair.load->Differs()) << pair.name;
  }
}

TEST(ComparisonTest, StartsOfMicrosecondsAreNotJudgedBeyondTheirResolution) {
  const auto verdict = [](double old_seconds, double new_seconds) {
    ComparedRuns sides[2];
    for (const bool is_new : {false, true}) {
      for (auto& run :
           MadeUpRounds("sort", 10, is_new ? new_seconds : old_seconds, 1)) {
        Set(run.counters, "initialization.wall_seconds",
            run.real_accumulated_time);
        sides[is_new ? 1 : 0].push_back(run);
      }
    }
    return FigureOf(CompareRuns(sides[0], sides[1]),
                    ComparedMetric::kInitializationTime)
        .verdict;
  };
  EXPECT_EQ(verdict(700e-9, 900e-9), ComparedVerdict::kSame);
  EXPECT_EQ(verdict(900e-9, 700e-9), ComparedVerdict::kSame);
  // Two runs of one build on a quiet machine.
  EXPECT_EQ(verdict(1.62e-6, 6.99e-6), ComparedVerdict::kSame);
  EXPECT_EQ(verdict(6.99e-6, 1.62e-6), ComparedVerdict::kSame);
  EXPECT_EQ(verdict(700e-9, 70e-6), ComparedVerdict::kWorse);
  EXPECT_EQ(verdict(70e-6, 700e-9), ComparedVerdict::kBetter);
  EXPECT_EQ(verdict(1, 1.2), ComparedVerdict::kWorse);
  EXPECT_EQ(verdict(0, 1), ComparedVerdict::kWorse);
}

TEST(ComparisonTest, PairsCancelWhatTheyShare) {
  ComparedRuns from, to;
  for (int round = 0; round < 10; ++round) {
    const double shared = 1 + round % 5;
    from.push_back(MadeUpRoundRun("sort", round, shared));
    to.push_back(
        MadeUpRoundRun("sort", 9 - round, 1.1 * (1 + (9 - round) % 5)));
  }
  EXPECT_EQ(FigureOf(CompareRuns(from, to), ComparedMetric::kTime).verdict,
            ComparedVerdict::kCannotTell);
  CompareOptions options;
  options.pairs = true;
  const ComparedFigure figure =
      FigureOf(CompareRuns(from, to, options), ComparedMetric::kTime);
  EXPECT_EQ(figure.verdict, ComparedVerdict::kWorse);
  EXPECT_NEAR(figure.interval->low, 1.1, 1e-9);
}

TEST(ComparisonTest, FailuresAreNoFigures) {
  const ComparedRuns fine = {MadeUpRoundRun("a", 0, 1),
                             MadeUpRoundRun("b", 0, 1),
                             MadeUpRoundRun("old", 0, 1)};
  const ComparedRuns broken = {MadeUpRoundRun("a", 0, 1),
                               FailedRun("b", "no memory"),
                               MadeUpRoundRun("new", 0, 1)};
  const Comparison forth = CompareRuns(fine, broken);
  ASSERT_EQ(forth.newly_failed.size(), 1);
  EXPECT_EQ(forth.newly_failed[0].name, "b");
  EXPECT_EQ(forth.newly_failed[0].message, "no memory");
  EXPECT_EQ(forth.added, std::vector<std::string>{"new"});
  EXPECT_EQ(forth.removed, std::vector<std::string>{"old"});
  EXPECT_EQ(forth.benchmarks.size(), 1);
  EXPECT_EQ(CompareRuns(broken, fine).newly_passing,
            std::vector<std::string>{"b"});
  EXPECT_EQ(CompareRuns(broken, broken).failed_on_both.size(), 1);
}

TEST(ComparisonTest, WhatMattersMostStandsFirst) {
  ComparedRuns from, to;
  const auto add = [](const ComparedRuns& more, ComparedRuns& runs) {
    runs.insert(runs.end(), more.begin(), more.end());
  };
  add(MadeUpRounds("same", 10, 1, 1), from);
  add(MadeUpRounds("same", 10, 1, 2), to);
  add(MadeUpRounds("slower", 10, 1, 3), from);
  add(MadeUpRounds("slower", 10, 1.3, 4), to);
  add(MadeUpRounds("slowest", 10, 1, 5), from);
  add(MadeUpRounds("slowest", 10, 2, 6), to);
  const Comparison comparison = CompareRuns(from, to);
  ASSERT_EQ(comparison.benchmarks.size(), 3);
  EXPECT_EQ(comparison.benchmarks[0].name, "slowest");
  EXPECT_EQ(comparison.benchmarks[1].name, "slower");
  EXPECT_EQ(comparison.benchmarks[2].name, "same");
}

TEST(ComparisonTest, OtherWorkIsTold) {
  ComparedRuns from = {MadeUpRoundRun("sort", 0, 1)};
  ComparedRuns to = from;
  SetFacts(from[0].counters, {{"seed", 1.0}, {"weights", "synthetic"}});
  SetFacts(to[0].counters, {{"seed", 2.0}, {"weights", "clip.safetensors"}});
  EXPECT_EQ(CompareRuns(from, to).other_work,
            (std::vector<std::string>{
                "sort: seed 1, now 2",
                "sort: weights synthetic, now clip.safetensors"}));
  EXPECT_TRUE(CompareRuns(from, from).other_work.empty());
}

TEST(ComparisonTest, FilterPicksBenchmarks) {
  CompareOptions options;
  options.filter = *NamePattern::Parse("^a$");
  const ComparedRuns from = {MadeUpRoundRun("a", 0, 1),
                             MadeUpRoundRun("b", 0, 1)};
  const Comparison comparison =
      CompareRuns(from, {MadeUpRoundRun("a", 0, 1)}, options);
  EXPECT_EQ(comparison.benchmarks.size(), 1);
  EXPECT_TRUE(comparison.removed.empty());
}

// 100 reports of 20 benchmarks in which nothing changed, with two noisy figures
// each: at most 1 of 50 may call one worse.
TEST(ComparisonTest, UnchangedReportsAreNotWorse) {
  int worse = 0;
  uint64_t seed = 0;
  CompareOptions options;
  options.thresholds = *Thresholds::Parse("0.1%");
  for (int report = 0; report < 100; ++report) {
    ComparedRuns from, to;
    for (int i = 0; i < 20; ++i) {
      const std::string name = "sort/" + std::to_string(i);
      for (ComparedRuns* runs : {&from, &to}) {
        const ComparedRuns rounds = MadeUpRounds(name, 10, 1, ++seed);
        runs->insert(runs->end(), rounds.begin(), rounds.end());
      }
    }
    const Comparison comparison = CompareRuns(from, to, options);
    if (comparison.Count(ComparedVerdict::kWorse) > 0) ++worse;
  }
  EXPECT_LE(worse, 5);
}

}  // namespace
}  // namespace feluda

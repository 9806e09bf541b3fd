#include "lib/runs/complexity.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using BenchmarkRun = benchmark::BenchmarkReporter::Run;

class Collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      (run.run_type == Run::RT_Aggregate ? rows : family).push_back(run);
    }
  }

  std::vector<Run> family;
  std::vector<Run> rows;
};

// Runs a family of sizes 1 to 64 under Google Benchmark, in this process.
Collector RunFamily(benchmark::BigO complexity, benchmark::BigOFunc* lambda) {
  auto* registered =
      benchmark::RegisterBenchmark("family", [](benchmark::State& state) {
        for (auto _ : state) {
          double sum = 0;
          for (int64_t i = 0; i < 1000 * state.range(0); ++i) {
            benchmark::DoNotOptimize(sum += 1);
          }
        }
        state.SetComplexityN(state.range(0));
      });
  registered->RangeMultiplier(2)->Range(1, 64)->Iterations(3);
  if (lambda != nullptr) {
    registered->Complexity(lambda);
  } else {
    registered->Complexity(complexity);
  }
  Collector collector;
  benchmark::RunSpecifiedBenchmarks(&collector);
  benchmark::ClearRegisteredBenchmarks();
  return collector;
}

struct Case {
  const char* name;
  benchmark::BigO complexity;
  benchmark::BigOFunc* lambda;
};

double Cubic(benchmark::IterationCount n) {
  return static_cast<double>(n) * static_cast<double>(n) *
         static_cast<double>(n);
}

class ComplexityCases : public testing::TestWithParam<Case> {};

TEST_P(ComplexityCases, AgreeWithGoogleBenchmarks) {
  const Collector theirs = RunFamily(GetParam().complexity, GetParam().lambda);
  ASSERT_EQ(theirs.rows.size(), 2u);
  const std::vector<BenchmarkRun> ours = FitComplexity(theirs.family);
  ASSERT_EQ(ours.size(), 2u);
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(ours[i].benchmark_name(), theirs.rows[i].benchmark_name());
    EXPECT_EQ(ours[i].report_big_o, theirs.rows[i].report_big_o);
    EXPECT_EQ(ours[i].report_rms, theirs.rows[i].report_rms);
    EXPECT_EQ(ours[i].aggregate_unit, theirs.rows[i].aggregate_unit);
    const double real = theirs.rows[i].GetAdjustedRealTime();
    const double cpu = theirs.rows[i].GetAdjustedCPUTime();
    EXPECT_NEAR(ours[i].GetAdjustedRealTime(), real, 1e-6 * real);
    EXPECT_NEAR(ours[i].GetAdjustedCPUTime(), cpu, 1e-6 * cpu);
  }
  EXPECT_EQ(ours[0].complexity, theirs.rows[0].complexity);
}

INSTANTIATE_TEST_SUITE_P(
    All, ComplexityCases,
    testing::Values(Case{"N", benchmark::oN, nullptr},
                    Case{"LogN", benchmark::oLogN, nullptr},
                    Case{"NLogN", benchmark::oNLogN, nullptr},
                    Case{"NSquared", benchmark::oNSquared, nullptr},
                    Case{"NCubed", benchmark::oNCubed, nullptr},
                    Case{"One", benchmark::o1, nullptr},
                    Case{"Auto", benchmark::oAuto, nullptr},
                    Case{"Lambda", benchmark::oLambda, Cubic}),
    [](const auto& test) { return test.param.name; });

TEST(ComplexityTest, OneRunIsNoGrowth) {
  BenchmarkRun run;
  run.complexity = benchmark::oN;
  run.complexity_n = 8;
  EXPECT_TRUE(FitComplexity({run}).empty());
}

TEST(AddSizesTest, CountsTheSizesOfMembersThatWereMeasured) {
  std::vector<BenchmarkRun> runs(4);
  for (BenchmarkRun& run : runs) run.complexity_n = 64;
  for (const int i : {0, 1, 2}) runs[i].complexity = benchmark::oAuto;
  MarkFailed(runs[1], "broken");
  runs[2].run_type = BenchmarkRun::RT_Aggregate;
  AddSizes(runs);
  EXPECT_EQ(Get(runs[0].counters, kComplexityN), 64);
  for (const int i : {1, 2, 3}) EXPECT_TRUE(runs[i].counters.empty()) << i;
}

}  // namespace
}  // namespace feluda

#include "lib/runner/family_complexity.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/runs/new_run.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using BenchmarkRun = benchmark::BenchmarkReporter::Run;

double Twice(benchmark::IterationCount n) {
  return 2.0 * static_cast<double>(n);
}

void Fail(benchmark::State& state) { state.SkipWithError("no input"); }

// What Google Benchmark reports, without what RestoreComplexity() adds.
class Collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& reported) override {
    runs.insert(runs.end(), reported.begin(), reported.end());
  }

  std::vector<Run> runs;
};

TEST(FamilyComplexityTest, IsKeptFromGoogleBenchmarkAndRestored) {
  benchmark::RegisterBenchmark("old", Fail)->Complexity()->Name("renamed");
  benchmark::RegisterBenchmark("lambda", Fail)->Complexity(Twice);
  benchmark::RegisterBenchmark("linear", Fail)
      ->Complexity(Twice)
      ->Complexity(benchmark::oN);
  // Without the library this crashes, since no run of any family is good.
  Collector collector;
  benchmark::RunSpecifiedBenchmarks(&collector, "all");
  ASSERT_EQ(collector.runs.size(), 3u);
  EXPECT_EQ(FailureMessage(collector.runs[0]), "no input");

  std::vector<BenchmarkRun> runs = {NewRun("renamed"), NewRun("lambda"),
                                    NewRun("linear"), NewRun("old"),
                                    FailedRun("linear", "no input")};
  RestoreComplexity(runs);
  EXPECT_EQ(runs[0].complexity, benchmark::oAuto);
  EXPECT_EQ(runs[1].complexity, benchmark::oLambda);
  EXPECT_EQ(runs[1].complexity_lambda, &Twice);
  EXPECT_EQ(runs[2].complexity, benchmark::oN);
  EXPECT_EQ(runs[2].complexity_lambda, nullptr);
  EXPECT_EQ(runs[3].complexity, benchmark::oNone);
  EXPECT_EQ(runs[4].complexity, benchmark::oNone);
}

}  // namespace
}  // namespace feluda

// Benchmarks in processes of their own are reported as Google Benchmark reports
// the same ones in one process, and one that fails is one failed run.

#include "lib/runner/processes/isolated_runner.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runner/selection/benchmark_list.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using benchmark::RegisterBenchmark;
using benchmark::State;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using BenchmarkRun = benchmark::BenchmarkReporter::Run;

char program[] = "program";

class Collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& batch) override {
    runs.insert(runs.end(), batch.begin(), batch.end());
  }

  std::vector<Run> runs;
};

std::vector<BenchmarkRun> RunHere(const std::string& filter) {
  Collector collector;
  benchmark::RunSpecifiedBenchmarks(&collector, filter);
  return collector.runs;
}

std::vector<BenchmarkRun> RunIsolated(const std::vector<std::string>& names,
                                      IsolatedRunnerOptions options = {}) {
  options.complete = [](auto&) {};
  IsolatedRunner runner(names, options);
  Collector collector;
  const absl::Status status = runner.RunAll(collector);
  EXPECT_TRUE(status.ok()) << status;
  return collector.runs;
}

std::vector<BenchmarkRun> RunFiltered(const std::string& filter) {
  benchmark::SetBenchmarkFilter(filter);
  return RunIsolated(*ListBenchmarks(program));
}

// All of a run but what the clock says.
std::string Form(const BenchmarkRun& run) {
  std::vector<std::string> counters;
  for (const auto& [name, counter] : run.counters) {
    counters.push_back(absl::StrCat(name, ":", counter.flags, ":",
                                    static_cast<int>(counter.oneK)));
  }
  const std::string failure =
      Failed(run) ? "failed: " + FailureMessage(run) : "";
  return absl::StrJoin(
      std::vector<std::string>{
          run.benchmark_name(), run.run_name.str(),
          absl::StrCat("family ", run.family_index, " member ",
                       run.per_family_instance_index),
          absl::StrCat("type ", static_cast<int>(run.run_type), " unit ",
                       static_cast<int>(run.aggregate_unit)),
          absl::StrCat("repetition ", run.repetition_index, " of ",
                       run.repetitions),
          absl::StrCat("threads ", run.threads),
          benchmark::GetTimeUnitString(run.time_unit), run.report_label,
          absl::StrCat("BigO ", run.report_big_o, " RMS ", run.report_rms),
          run.report_big_o ? absl::StrCat(static_cast<int>(run.complexity))
                           : "",
          absl::StrJoin(counters, ","), failure},
      " | ");
}

std::vector<std::string> Forms(const std::vector<BenchmarkRun>& runs) {
  std::vector<std::string> forms;
  for (const BenchmarkRun& run : runs) forms.push_back(Form(run));
  return forms;
}

std::vector<std::string> Names(const std::vector<BenchmarkRun>& runs) {
  std::vector<std::string> names;
  for (const BenchmarkRun& run : runs) names.push_back(run.benchmark_name());
  return names;
}

void Count(State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(state.iterations());
}

void CountAndLabel(State& state) {
  Count(state);
  state.SetLabel("a label, \"quoted\"");
  state.SetItemsProcessed(state.iterations());
  state.counters["threads"] = 40;
  state.counters["block"] = benchmark::Counter(
      4096, benchmark::Counter::kDefaults, benchmark::Counter::kIs1024);
}

void SkipEight(State& state) {
  if (state.range(0) == 8) return state.SkipWithError("no eight here");
  Count(state);
}

// Long enough that its time is not rounded away.
void Linear(State& state) {
  for (auto _ : state) {
    for (int i = 0; i < 100 * state.range(0); ++i) benchmark::DoNotOptimize(i);
  }
  state.SetComplexityN(state.range(0));
}

void RegisterSingles() {
  RegisterBenchmark("same/plain", Count);
  RegisterBenchmark("same/unit", Count)->Unit(benchmark::kMillisecond);
  RegisterBenchmark("same/label", CountAndLabel);
  RegisterBenchmark("same/a.b[c]{d}(e)*f+g?h^i$j\\k|l\"m'n", Count);
  RegisterBenchmark("same/a.b[c]{d}(e)*f+g?h^i$j\\k|", Count);
  RegisterBenchmark("same/blank in name", Count);
  RegisterBenchmark("same/wall", Count)->UseRealTime()->Iterations(3);
  RegisterBenchmark("same/repeated", CountAndLabel)->Repetitions(3);
  RegisterBenchmark("same/aggregates", Count)
      ->Repetitions(2)
      ->ReportAggregatesOnly();
}

void RegisterFamilies() {
  RegisterBenchmark("same/family", Count)->Arg(2)->Arg(8);
  RegisterBenchmark("same/named", Count)
      ->ArgNames({"rows", "columns"})
      ->ArgsProduct({{1, 2}, {3, 4}});
  RegisterBenchmark("same/skips", SkipEight)->Arg(2)->Arg(8)->Arg(16);
  RegisterBenchmark("same/threads", Count)->Threads(1)->Threads(2);
  RegisterBenchmark("same/linear", Linear)
      ->Range(1, 64)
      ->Complexity(benchmark::oN);
  RegisterBenchmark("same/lambda", Linear)
      ->Range(1, 64)
      ->Repetitions(2)
      ->Complexity([](benchmark::IterationCount n) { return 2.0 * n; });
  RegisterBenchmark("same/last", Count)->Arg(1);
}

void RegisterUnruly() {
  RegisterBenchmark("misbehaving/fine", Count);
  RegisterBenchmark("misbehaving/throws_int", [](State&) { throw 7; });
  RegisterBenchmark("misbehaving/throws",
                    [](State&) { throw std::runtime_error("no model"); });
  RegisterBenchmark("misbehaving/skips",
                    [](State& state) { state.SkipWithError("no input"); });
  RegisterBenchmark("misbehaving/exits", [](State&) { _exit(0); });
  RegisterBenchmark("misbehaving/crashes", [](State&) {
    std::signal(SIGSEGV, SIG_DFL);
    std::raise(SIGSEGV);
  });
  RegisterBenchmark("misbehaving/forks", [](State& state) {
    if (fork() == 0) sleep(1);
    Count(state);
  });
  RegisterBenchmark("misbehaving/last", Count);
  RegisterBenchmark("grows", Linear)->Arg(1)->Arg(2)->Complexity();
  RegisterBenchmark("hangs", [](State&) {
    while (true) pause();
  });
}

class IsolatedRunnerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    char min_time[] = "--benchmark_min_time=0.0001";
    char* argv[] = {program, min_time, nullptr};
    int argc = 2;
    benchmark::Initialize(&argc, argv);
    RegisterSingles();
    RegisterFamilies();
    RegisterUnruly();
  }
};

// What a run in one process does not have.
std::vector<BenchmarkRun> WithoutProcess(std::vector<BenchmarkRun> runs) {
  for (BenchmarkRun& run : runs) {
    run.counters.erase(std::string(kProcessSeconds));
    run.counters.erase(std::string(kOtherCpuSeconds));
  }
  return runs;
}

void ExpectTheSame(const std::string& filter) {
  const std::vector<std::string> here = Forms(RunHere(filter));
  const std::vector<std::string> isolated =
      Forms(WithoutProcess(RunFiltered(filter)));
  ASSERT_EQ(isolated.size(), here.size());
  for (size_t i = 0; i < here.size(); ++i) EXPECT_EQ(isolated[i], here[i]);
}

TEST_F(IsolatedRunnerTest, ReportsAsGoogleBenchmarkDoesInOneProcess) {
  ExpectTheSame("^same/");
}

TEST_F(IsolatedRunnerTest, FilteredFamiliesAreNumberedAnewAsInOneProcess) {
  ExpectTheSame("^same/(unit|family/8|threads|linear/(8|64))");
}

TEST_F(IsolatedRunnerTest, EachFailureIsOneRunAndTheOthersGoOn) {
  const std::vector<BenchmarkRun> runs = RunFiltered("^misbehaving/");
  const std::pair<const char*, const char*> expected[] = {
      {"misbehaving/fine", ""},
      {"misbehaving/throws_int", "that is not a std::exception"},
      {"misbehaving/throws", "threw an exception: no model"},
      {"misbehaving/skips", "no input"},
      {"misbehaving/exits", "exited with status 0"},
      {"misbehaving/crashes", "killed by SIGSEGV"},
      {"misbehaving/forks", ""},
      {"misbehaving/last", ""}};
  ASSERT_EQ(runs.size(), std::size(expected));
  for (size_t i = 0; i < runs.size(); ++i) {
    EXPECT_EQ(runs[i].benchmark_name(), expected[i].first);
    EXPECT_EQ(runs[i].family_index, static_cast<int64_t>(i));
    EXPECT_EQ(Failed(runs[i]), *expected[i].second != '\0');
    EXPECT_THAT(FailureMessage(runs[i]), HasSubstr(expected[i].second));
  }
}

TEST_F(IsolatedRunnerTest, NameThatIsNotThereIsAFailure) {
  const std::vector<BenchmarkRun> runs = RunIsolated({"no", "same/plain"});
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_TRUE(Failed(runs[0]));
  EXPECT_FALSE(Failed(runs[1]));
}

TEST_F(IsolatedRunnerTest, TellsWhatStartsAndEnds) {
  std::vector<std::string> told;
  IsolatedRunnerOptions options;
  options.on_start = [&](size_t i) { told.push_back(absl::StrCat("+", i)); };
  options.on_end = [&](size_t i, absl::Duration elapsed) {
    EXPECT_GT(elapsed, absl::ZeroDuration());
    told.push_back(absl::StrCat("-", i));
  };
  RunIsolated({"same/plain", "misbehaving/exits"}, options);
  EXPECT_THAT(told, ElementsAreArray({"+0", "-0", "+1", "-1"}));
}

TEST_F(IsolatedRunnerTest, RunsTellOfTheirProcessAndOfOthers) {
  const BenchmarkRun run = RunIsolated({"same/plain"}).at(0);
  EXPECT_TRUE(Get(run.counters, kProcessSeconds).has_value());
  EXPECT_TRUE(Get(run.counters, kOtherCpuSeconds).has_value());
}

TEST_F(IsolatedRunnerTest, TimeoutIsAFailureThatNamesTheFlag) {
  IsolatedRunnerOptions options;
  options.limits.timeout = absl::Milliseconds(300);
  const auto runs = RunIsolated({"hangs"}, options);
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_THAT(FailureMessage(runs[0]), HasSubstr("--feluda_timeout"));
}

TEST_F(IsolatedRunnerTest, InterruptionLeavesOutWhatIsNotDone) {
  std::atomic<int> interrupted{0};
  IsolatedRunnerOptions options;
  options.interrupted = &interrupted;
  options.on_start = [&](size_t i) {
    if (i == 2) interrupted = SIGINT;
  };
  // The family's complexity would be of half the family.
  EXPECT_THAT(Names(RunIsolated({"grows/1", "grows/2", "hangs", "same/plain"},
                                options)),
              ElementsAreArray({"grows/1", "grows/2"}));
}

TEST_F(IsolatedRunnerTest, InterruptedBeforeTheFirstRunsNone) {
  const std::atomic<int> interrupted{SIGTERM};
  IsolatedRunnerOptions options;
  options.interrupted = &interrupted;
  EXPECT_THAT(RunIsolated({"same/plain"}, options), IsEmpty());
}

}  // namespace
}  // namespace feluda

// A benchmark's figures do not depend on which ran before it.

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/fixture/fake_operator.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/fixture/run_completion.h"
#include "lib/measure/memory_manager.h"
#include "lib/runner/processes/isolated_runner.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_memory.h"
#include "lib/runs/run_outcome.h"
#include "lib/runs/workers/worker_figures.h"

namespace feluda {
namespace {

using BenchmarkRun = benchmark::BenchmarkReporter::Run;

// As Google Benchmark names them.
constexpr char kHog[] = "hog/1_gib/iterations:1";
constexpr char kSmall[] = "small/5_mb/iterations:1";
constexpr size_t kHogBytes = size_t{1} << 30;
constexpr size_t kModelBytes = 3'000'000;
constexpr size_t kOutputBytes = 5'000'000;
// The kernel counts resident pages a little late, by up to 64 pages a CPU.
constexpr double kSlackBytes = 1 << 20;

class LastRun : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override { run = runs.back(); }

  BenchmarkRun run;
};

// Keeps 1 GiB for the rest of its process's life, as a model cache does.
absl::Status Hog() {
  static char* const kept = new char[kHogBytes];
  std::memset(kept, 1, kHogBytes);
  return absl::OkStatus();
}

void RegisterFake(const std::string& name, FakeOperator::Config config) {
  OperatorBenchmark<FakeOperator> benchmark;
  benchmark.name = name;
  benchmark.config = std::move(config);
  benchmark.make_input = [] {
    OperatorBenchmark<FakeOperator>::Input input;
    input.value = kOutputBytes;
    return input;
  };
  Register(benchmark)->Iterations(1);
}

// The run of the last benchmark after those before it.
BenchmarkRun LastOf(const std::vector<std::string>& names,
                    const IsolatedRunnerOptions& given = {}) {
  RunCompleter completer;
  IsolatedRunnerOptions options = given;
  options.complete = [&](auto& runs) { completer.Complete(runs); };
  IsolatedRunner runner(names, options);
  LastRun reporter;
  const absl::Status status = runner.RunAll(reporter);
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_FALSE(Failed(reporter.run)) << FailureMessage(reporter.run);
  return reporter.run;
}

double Figure(const BenchmarkRun& run, absl::string_view figure) {
  const std::optional<double> value =
      Get(run.counters, Phase::kExecution, figure);
  EXPECT_TRUE(value.has_value()) << figure;
  return value.value_or(-1);
}

double ResidentRise(const BenchmarkRun& run) {
  return Figure(run, figure::kResidentPeak) -
         Figure(run, figure::kResidentBefore);
}

class IsolationTest : public testing::Test {
 protected:
  void SetUp() override {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "sanitizers replace malloc and keep freed memory";
#endif
    static const bool registered = [] {
      FakeOperator::Config hog;
      hog.in_run = Hog;
      RegisterFake("hog/1_gib", hog);
      FakeOperator::Config small;
      small.model_bytes = kModelBytes;
      RegisterFake("small/5_mb", small);
      return RegisterMemoryManager().ok();
    }();
    ASSERT_TRUE(registered);
  }
};

TEST_F(IsolationTest, HeapIsTheSameToTheByte) {
  const BenchmarkRun alone = LastOf({kSmall});
  const BenchmarkRun after = LastOf({kHog, kSmall});
  for (const absl::string_view figure :
       {figure::kHeapAllocations, figure::kHeapAllocatedBytes,
        figure::kHeapNetBytes, figure::kHeapPeakBytes}) {
    EXPECT_EQ(Figure(after, figure), Figure(alone, figure)) << figure;
  }
  EXPECT_EQ(Figure(alone, figure::kHeapPeakBytes), kOutputBytes);
  ASSERT_NE(MemoryOf(after), nullptr);
  EXPECT_EQ(MemoryOf(after)->max_bytes_used, int64_t{kOutputBytes});
}

TEST_F(IsolationTest, ResidentMemoryIsTheSame) {
  const BenchmarkRun alone = LastOf({kSmall});
  const BenchmarkRun after = LastOf({kHog, kSmall});
  EXPECT_NEAR(Figure(after, figure::kResidentBefore),
              Figure(alone, figure::kResidentBefore), kSlackBytes);
  EXPECT_NEAR(ResidentRise(after), ResidentRise(alone), kSlackBytes);
  EXPECT_NEAR(ResidentRise(after), kOutputBytes, kSlackBytes);
}

TEST_F(IsolationTest, WorkersAreTriedWithoutChangingTheFigures) {
  IsolatedRunnerOptions options;
  options.runs_in_workers = [](const std::string& name) {
    return name == kSmall;
  };
  const BenchmarkRun tried = LastOf({kHog, kSmall}, options);
  EXPECT_NE(GetWorkersTrial(tried.counters).has_value(),
            GetAbsent(tried.counters).count("workers_trial") > 0);
  const BenchmarkRun alone = LastOf({kSmall});
  EXPECT_EQ(GetAbsent(alone.counters).count("workers_trial"), 0);
  EXPECT_EQ(Figure(tried, figure::kHeapPeakBytes), kOutputBytes);
  EXPECT_NEAR(Figure(tried, figure::kResidentBefore),
              Figure(alone, figure::kResidentBefore), kSlackBytes);
  EXPECT_FALSE(GetWorkersTrial(LastOf({kHog}, options).counters).has_value());
}

TEST_F(IsolationTest, TheHogItselfIsSeen) {
  EXPECT_GE(Figure(LastOf({kHog}), figure::kResidentPeak), kHogBytes);
}

}  // namespace
}  // namespace feluda

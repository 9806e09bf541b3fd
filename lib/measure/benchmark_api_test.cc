// The meter against the interface of a newer Google Benchmark. It proves that
// the sources compile against that version's shape, that its runner's calls
// reach the manager, and that the reporter finds the memory of a run. It runs
// none of that version's own code.

#include <cstdlib>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "gtest/gtest.h"
#include "lib/measure/memory_manager.h"
#include "lib/measure/memory_reporter.h"

namespace feluda {
namespace {

using Reporter = benchmark::BenchmarkReporter;
using Result = benchmark::MemoryManager::Result;

class LastRuns : public Reporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& told) override { runs = told; }
  std::vector<Run> runs;
};

// What the runner does around a pass of two iterations.
void MeterPass(Result& result) {
  benchmark::MemoryManager* manager = benchmark::registered_manager;
  manager->Start();
  for (int i = 0; i < 2; ++i) {
    void* block = malloc(5000);
    asm volatile("" : "+r"(block) : : "memory");
    free(block);
  }
  manager->Stop(result);
}

void SetMemory(Reporter::Run& run, const Result& result) {
  run.allocs_per_iter = static_cast<double>(result.num_allocs) / 2;
#ifdef FELUDA_MEMORY_BY_VALUE
  run.memory_result = result;
  run.memory_result.memory_iterations = 2;
#else
  run.memory_result = &result;
#endif
}

class BenchmarkApiTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!RegisterMemoryManager().ok()) {
      GTEST_SKIP() << HeapMeterStatus().message();
    }
  }
};

TEST_F(BenchmarkApiTest, RunnersCallReachesTheManager) {
  Result result;
  MeterPass(result);
  EXPECT_EQ(result.num_allocs, 2);
  EXPECT_EQ(result.total_allocated_bytes, 10'000);
  EXPECT_EQ(result.max_bytes_used, 5000);
  EXPECT_EQ(result.net_heap_growth, 0);
}

TEST_F(BenchmarkApiTest, ReporterFindsTheMemoryOfARun) {
  Result result;
  MeterPass(result);
  Reporter::Run with;
  SetMemory(with, result);
  LastRuns last;
  MemoryReporter(last).ReportRuns({with});
  ASSERT_EQ(last.runs.size(), 1u);
  EXPECT_EQ(last.runs[0].counters["allocs_per_iter"].value, 1);
  EXPECT_EQ(last.runs[0].counters["max_bytes_used"].value, 5000);
}

TEST_F(BenchmarkApiTest, RunWithoutAPassHasNoMemory) {
  LastRuns last;
  MemoryReporter(last).ReportRuns({Reporter::Run()});
  ASSERT_EQ(last.runs.size(), 1u);
  EXPECT_TRUE(last.runs[0].counters.empty());
}

}  // namespace
}  // namespace feluda

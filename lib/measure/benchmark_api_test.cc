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

// Calls of the program as the linker wraps them, and the functions behind them.
extern "C" {
void __wrap__ZN9benchmark21RegisterMemoryManagerEPNS_13MemoryManagerE(
    benchmark::MemoryManager* manager);
void __wrap__ZN9benchmark5State16StartKeepRunningEv(benchmark::State* state);

void __real__ZN9benchmark21RegisterMemoryManagerEPNS_13MemoryManagerE(
    benchmark::MemoryManager* manager) {
  benchmark::RegisterMemoryManager(manager);
}

int started = 0;
void __real__ZN9benchmark5State16StartKeepRunningEv(
    benchmark::State* /*state*/) {
  ++started;
}
}

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

// The manager that Google Benchmark has after a thread's loop began.
const benchmark::MemoryManager* ManagerAfterStart(int thread, int threads) {
  benchmark::State state(thread, threads);
  __wrap__ZN9benchmark5State16StartKeepRunningEv(&state);
  return benchmark::registered_manager;
}

TEST_F(BenchmarkApiTest, BenchmarkOfSeveralThreadsHasNoPass) {
  const MemoryManager* const manager = MemoryManager::Registered();
  const int before = started;
  EXPECT_EQ(ManagerAfterStart(0, 1), manager);
  EXPECT_EQ(ManagerAfterStart(1, 2), manager);
  EXPECT_EQ(ManagerAfterStart(0, 2), nullptr);
  EXPECT_EQ(ManagerAfterStart(1, 2), nullptr);
  EXPECT_EQ(ManagerAfterStart(0, 1), manager);
  EXPECT_EQ(started, before + 5);
}

TEST_F(BenchmarkApiTest, ManagerOfTheProgramIsKept) {
  class Other : public benchmark::MemoryManager {
    void Start() override {}
    void Stop(Result& /*result*/) override {}
  } other;
  const auto choose =
      __wrap__ZN9benchmark21RegisterMemoryManagerEPNS_13MemoryManagerE;
  choose(&other);
  EXPECT_EQ(ManagerAfterStart(0, 2), &other);
  EXPECT_EQ(ManagerAfterStart(0, 1), &other);
  EXPECT_FALSE(RegisterMemoryManager().ok());
  choose(nullptr);
  EXPECT_EQ(ManagerAfterStart(0, 1), nullptr);
  choose(MemoryManager::Registered());
  EXPECT_EQ(ManagerAfterStart(0, 1), MemoryManager::Registered());
}

TEST_F(BenchmarkApiTest, RunWithoutAPassHasNoMemory) {
  LastRuns last;
  MemoryReporter(last).ReportRuns({Reporter::Run()});
  ASSERT_EQ(last.runs.size(), 1u);
  EXPECT_TRUE(last.runs[0].counters.empty());
}

}  // namespace
}  // namespace feluda

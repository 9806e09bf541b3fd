#include "lib/measure/memory_manager.h"

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "benchmark/benchmark.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

constexpr int kIterations = 10;

void AllocateAndFree(size_t size) {
  void* block = malloc(size);
  benchmark::DoNotOptimize(block);
  free(block);
}

// Keeps Google Benchmark's runs and writes nothing.
class Collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type == Run::RT_Iteration) allocations.push_back(Each(run));
    }
  }
  // The allocations of each run, per iteration.
  std::vector<double> allocations;

 private:
  static double Each(const Run& run) { return run.allocs_per_iter; }
};

class MemoryManagerTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!RegisterMemoryManager().ok()) {
      GTEST_SKIP() << HeapMeterStatus().message();
    }
    passes_before_ = MemoryManager::Registered()->passes();
  }

  // Runs `body` under Google Benchmark's own loop.
  Collector Run(void (*body)(benchmark::State&), int repetitions = 1) {
    benchmark::ClearRegisteredBenchmarks();
    benchmark::RegisterBenchmark("benchmark", body)
        ->Iterations(kIterations)
        ->Repetitions(repetitions);
    Collector collector;
    benchmark::RunSpecifiedBenchmarks(&collector, "all");
    return collector;
  }
  // The result of a pass of this test, counted from 1.
  const MemoryManager::Result* ResultOf(size_t pass) {
    return MemoryManager::Registered()->ResultOf(passes_before_ + pass);
  }

  size_t passes_before_ = 0;
};

void AllocateInLoop(benchmark::State& state) {
  for (auto _ : state) AllocateAndFree(100'000);
}

TEST_F(MemoryManagerTest, MetersAPass) {
  const Collector told = Run(AllocateInLoop);
  ASSERT_NE(ResultOf(1), nullptr);
  EXPECT_EQ(ResultOf(2), nullptr);
  // Google Benchmark's own few allocations are in the pass too.
  EXPECT_GE(ResultOf(1)->num_allocs, kIterations);
  EXPECT_LE(ResultOf(1)->num_allocs, kIterations + 20);
  EXPECT_GE(ResultOf(1)->total_allocated_bytes, kIterations * 100'000);
  EXPECT_LE(ResultOf(1)->total_allocated_bytes, kIterations * 100'000 + 20'000);
  EXPECT_GE(ResultOf(1)->max_bytes_used, 100'000);
  EXPECT_LE(ResultOf(1)->max_bytes_used, 120'000);
  EXPECT_LT(ResultOf(1)->net_heap_growth, 20'000);
  ASSERT_EQ(told.allocations.size(), 1u);
  EXPECT_GE(told.allocations[0], 1);
  EXPECT_LE(told.allocations[0], 3);
}

std::vector<void*> leaked;

void LeakInLoop(benchmark::State& state) {
  for (auto _ : state) leaked.push_back(malloc(50'000));
}

TEST_F(MemoryManagerTest, LeakIsNetGrowth) {
  leaked.reserve(1000);
  Run(LeakInLoop);
  for (void* block : leaked) free(block);
  leaked.clear();
  EXPECT_GE(ResultOf(1)->net_heap_growth, kIterations * 50'000);
  EXPECT_LE(ResultOf(1)->net_heap_growth, kIterations * 50'000 + 20'000);
}

void CountTheMiddle(benchmark::State& state) {
  AllocateAndFree(1'000'000);
  MemoryManager* manager = MemoryManager::Registered();
  if (!manager->in_pass()) {
    for (auto _ : state) AllocateAndFree(300);
    return;
  }
  HeapWindow window;
  for (auto _ : state) AllocateAndFree(300);
  manager->CountOnly(*window.Stop());
  AllocateAndFree(1'000'000);
}

TEST_F(MemoryManagerTest, CountOnlyTakesThePlaceOfTheWholePass) {
  const Collector told = Run(CountTheMiddle);
  EXPECT_EQ(ResultOf(1)->num_allocs, kIterations);
  EXPECT_EQ(ResultOf(1)->total_allocated_bytes, kIterations * 300);
  EXPECT_EQ(ResultOf(1)->max_bytes_used, 300);
  EXPECT_EQ(ResultOf(1)->net_heap_growth, 0);
  EXPECT_EQ(told.allocations, std::vector<double>{1});
}

TEST_F(MemoryManagerTest, CountOnlyIsForOnePass) {
  Run(CountTheMiddle);
  Run(AllocateInLoop);
  EXPECT_EQ(ResultOf(1)->max_bytes_used, 300);
  EXPECT_GE(ResultOf(2)->max_bytes_used, 100'000);
}

TEST_F(MemoryManagerTest, ResultsOfAllRepetitionsStayWhereTheyAre) {
  constexpr size_t kRepetitions = 40;
  const MemoryManager::Result* first = nullptr;
  Run(CountTheMiddle);
  first = ResultOf(1);
  Run(CountTheMiddle, kRepetitions);
  EXPECT_EQ(ResultOf(1), first);
  for (size_t pass = 1; pass <= 1 + kRepetitions; ++pass) {
    ASSERT_NE(ResultOf(pass), nullptr);
    EXPECT_EQ(ResultOf(pass)->num_allocs, kIterations);
    EXPECT_EQ(ResultOf(pass)->max_bytes_used, 300);
  }
  EXPECT_EQ(ResultOf(2 + kRepetitions), nullptr);
}

void NotePass(benchmark::State& state) {
  for (auto _ : state) {
  }
  leaked.push_back(MemoryManager::Registered()->in_pass() ? &leaked : nullptr);
}

TEST_F(MemoryManagerTest, IsInAPassOnlyBetweenStartAndStop) {
  EXPECT_FALSE(MemoryManager::Registered()->in_pass());
  Run(NotePass);
  EXPECT_EQ(leaked, (std::vector<void*>{nullptr, &leaked}));
  leaked.clear();
  EXPECT_FALSE(MemoryManager::Registered()->in_pass());
}

TEST_F(MemoryManagerTest, IsOneForTheProcess) {
  const MemoryManager* manager = MemoryManager::Registered();
  EXPECT_NE(manager, nullptr);
  EXPECT_TRUE(RegisterMemoryManager().ok());
  EXPECT_EQ(MemoryManager::Registered(), manager);
  EXPECT_EQ(manager->ResultOf(0), nullptr);
}

TEST(RegisterMemoryManagerTest, RegistersNoneWhereNothingCanBeMetered) {
  const absl::Status status = RegisterMemoryManager();
  EXPECT_EQ(status, HeapMeterStatus());
  EXPECT_EQ(MemoryManager::Registered() != nullptr, status.ok());
}

}  // namespace
}  // namespace feluda

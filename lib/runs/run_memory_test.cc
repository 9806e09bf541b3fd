#include "lib/runs/run_memory.h"

#include <cstdint>

#include "benchmark/benchmark.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

// A run as it is up to 1.9, and as it is on the main branch.
struct PointedResult {
  int64_t num_allocs = 0;
};

struct PointingRun {
  const PointedResult* memory_result = nullptr;
};

struct HeldResult {
  int64_t num_allocs = 0;
  int64_t memory_iterations = 0;
};

struct HoldingRun {
  HeldResult memory_result;
};

TEST(RunMemoryTest, IsWhatARunPointsTo) {
  PointingRun run;
  EXPECT_EQ(MemoryOf(run), nullptr);
  const PointedResult result{7};
  SetMemory(result, 2, run);
  EXPECT_EQ(MemoryOf(run), &result);
  EXPECT_EQ(MemoryIterations(run), 0);
  ClearMemory(run);
  EXPECT_EQ(MemoryOf(run), nullptr);
}

TEST(RunMemoryTest, IsWhatARunHolds) {
  HoldingRun run;
  EXPECT_EQ(MemoryOf(run), nullptr);
  SetMemory(HeldResult{7, 0}, 2, run);
  ASSERT_EQ(MemoryOf(run), &run.memory_result);
  EXPECT_EQ(MemoryOf(run)->num_allocs, 7);
  EXPECT_EQ(MemoryIterations(run), 2);
  ClearMemory(run);
  EXPECT_EQ(MemoryOf(run), nullptr);
}

TEST(RunMemoryTest, IsThatOfThisGoogleBenchmark) {
  benchmark::BenchmarkReporter::Run run;
  ClearMemory(run);
  EXPECT_EQ(MemoryOf(run), nullptr);
  alignas(benchmark::MemoryManager::Result) char
      bytes[sizeof(benchmark::MemoryManager::Result)] = {};
  auto* result = reinterpret_cast<benchmark::MemoryManager::Result*>(bytes);
  result->num_allocs = 5;
  SetMemory(*result, 1, run);
  ASSERT_NE(MemoryOf(run), nullptr);
  EXPECT_EQ(MemoryOf(run)->num_allocs, 5);
}

}  // namespace
}  // namespace feluda

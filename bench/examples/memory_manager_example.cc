// Heap figures in any Google Benchmark program: link //lib/measure, register
// the manager, done.
//
//   bazel run //bench:memory_manager_example -- --benchmark_format=json
//
// Each benchmark of the output then has allocs_per_iter, max_bytes_used,
// total_allocated_bytes and net_heap_growth.

#include <cstdint>
#include <iostream>
#include <map>
#include <vector>

#include "absl/status/status.h"
#include "benchmark/benchmark.h"
#include "lib/measure/memory_manager.h"

namespace {

void GrowVector(benchmark::State& state) {
  for (auto _ : state) {
    std::vector<int64_t> numbers;
    for (int64_t i = 0; i < state.range(0); ++i) numbers.push_back(i);
    benchmark::DoNotOptimize(numbers.data());
  }
}
BENCHMARK(GrowVector)->Arg(1000);

void FillMap(benchmark::State& state) {
  for (auto _ : state) {
    std::map<int64_t, int64_t> squares;
    for (int64_t i = 0; i < state.range(0); ++i) squares[i] = i * i;
    benchmark::DoNotOptimize(squares);
  }
}
BENCHMARK(FillMap)->Arg(1000);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const absl::Status status = feluda::RegisterMemoryManager();
  if (!status.ok()) {
    std::cerr << "No heap figures: " << status.message() << "\n";
  }
  benchmark::RunSpecifiedBenchmarks();
}

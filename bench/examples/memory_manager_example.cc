// Heap figures in any Google Benchmark program: link //lib/measure, register
// the manager, done.
//
//   bazel run //bench:memory_manager_example -- --benchmark_min_time=0.01
//
// Each line of the console then ends in allocs_per_iter, max_bytes_used,
// net_heap_growth and total_allocated_bytes, which are columns of the CSV and
// fields of the JSON (--benchmark_format=csv, =json).

#include <cstdint>
#include <iostream>
#include <map>
#include <vector>

#include "absl/status/status.h"
#include "benchmark/benchmark.h"
#include "lib/measure/memory_manager.h"
#include "lib/measure/memory_reporter.h"

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
  feluda::MemoryReporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
}

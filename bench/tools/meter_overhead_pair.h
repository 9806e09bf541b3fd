// The cheapest thing that a heap meter can slow down: one malloc and its free.

#ifndef BENCH_TOOLS_METER_OVERHEAD_PAIR_H_
#define BENCH_TOOLS_METER_OVERHEAD_PAIR_H_

#include <cstdlib>

#include "benchmark/benchmark.h"

namespace feluda {

inline void MallocPair(benchmark::State& state) {
  for (auto _ : state) {
    // Const, as release 1.7's DoNotOptimize() of a variable may lose its value
    // when GCC compiles it with the address and undefined behaviour sanitizers.
    void* const block = std::malloc(100);
    benchmark::DoNotOptimize(block);
    std::free(block);
  }
}

// At 1, 2 and 4 threads. Short runs, since many are made in turn.
inline benchmark::internal::Benchmark* RegisterMallocPair(const char* name) {
  return benchmark::RegisterBenchmark(name, MallocPair)
      ->ThreadRange(1, 4)
      ->MinTime(0.1);
}

}  // namespace feluda

#endif  // BENCH_TOOLS_METER_OVERHEAD_PAIR_H_

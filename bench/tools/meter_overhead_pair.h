// The cheapest thing that a heap meter can slow down: one malloc and its free.

#ifndef BENCH_TOOLS_METER_OVERHEAD_PAIR_H_
#define BENCH_TOOLS_METER_OVERHEAD_PAIR_H_

#include <cstdlib>

#include "benchmark/benchmark.h"

namespace feluda {

inline void MallocPair(benchmark::State& state) {
  for (auto _ : state) {
    void* const block = std::malloc(100);
    // In place of DoNotOptimize(): that of a variable may lose its value in 1.7
    // when GCC compiles it with the address and undefined behaviour sanitizers,
    // and that of a constant is deprecated since 1.8.
    asm volatile("" : : "r"(block) : "memory");
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

// The cheapest thing that a heap meter can slow down: one malloc and its free.

#ifndef BENCH_TOOLS_METER_OVERHEAD_PAIR_H_
#define BENCH_TOOLS_METER_OVERHEAD_PAIR_H_

#include <cstdlib>

#include "benchmark/benchmark.h"

namespace feluda {

inline void MallocPair(benchmark::State& state) {
  for (auto _ : state) {
    void* const block = std::malloc(100);
    // In place of DoNotOptimize(block). In Google Benchmark 1.7, GCC with the
    // address and undefined behaviour sanitizers may lose the value of a
    // variable there; passing a constant is deprecated since 1.8.
    asm volatile("" : : "r"(block) : "memory");
    std::free(block);
  }
}

// Registers it at 1, 2 and 4 threads. Runs are short, since many are made in
// turn.
inline benchmark::internal::Benchmark* RegisterMallocPair(const char* name) {
  return benchmark::RegisterBenchmark(name, MallocPair)
      ->ThreadRange(1, 4)
      ->MinTime(0.1);
}

}  // namespace feluda

#endif  // BENCH_TOOLS_METER_OVERHEAD_PAIR_H_

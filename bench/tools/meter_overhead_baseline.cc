// What malloc and free cost in a program without the heap meter.

#include "bench/tools/meter_overhead_pair.h"
#include "benchmark/benchmark.h"

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  feluda::RegisterMallocPair("malloc_pair");
  benchmark::RunSpecifiedBenchmarks();
}

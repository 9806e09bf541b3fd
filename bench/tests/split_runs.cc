// For the tests of runs that are spread over shards or resumed: benchmarks of
// each kind, which cost nothing. One fails while FELUDA_TEST_FAILS is set, so
// the very same program can measure it later.

#include <cstdlib>

#include "benchmark/benchmark.h"

namespace {

void Quick(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(state.iterations());
}

void Sized(benchmark::State& state) {
  Quick(state);
  state.SetComplexityN(state.range(0));
}

void Fragile(benchmark::State& state) {
  if (std::getenv("FELUDA_TEST_FAILS") != nullptr) {
    state.SkipWithError("is told to fail");
  }
  for (auto _ : state) benchmark::DoNotOptimize(state.iterations());
}

const bool registered = [] {
  benchmark::RegisterBenchmark("plain/small", Quick)->Iterations(3);
  benchmark::RegisterBenchmark("plain/large", Quick)->Iterations(3);
  benchmark::RegisterBenchmark("grown", Sized)
      ->RangeMultiplier(2)
      ->Range(1, 8)
      ->Iterations(3)
      ->Complexity(benchmark::oN);
  benchmark::RegisterBenchmark("repeated", Quick)
      ->Iterations(3)
      ->Repetitions(3);
  benchmark::RegisterBenchmark("fragile/input", Fragile)->Iterations(3);
  benchmark::RegisterBenchmark("args", Quick)->Arg(1)->Arg(2)->Iterations(3);
  return true;
}();

}  // namespace

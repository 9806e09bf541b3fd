#include "lib/runner/selection/manual_benchmarks.h"

#include "benchmark/benchmark.h"

namespace feluda {

void ExcludeManualBenchmarks() {
  if (!benchmark::GetBenchmarkFilter().empty()) return;
  benchmark::SetBenchmarkFilter(kExcludeManual);
}

}  // namespace feluda

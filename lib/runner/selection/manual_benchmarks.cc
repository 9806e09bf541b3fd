#include "lib/runner/selection/manual_benchmarks.h"

#include "benchmark/benchmark.h"

namespace feluda {

void LeaveOutOnRequest() {
  if (!benchmark::GetBenchmarkFilter().empty()) return;
  benchmark::SetBenchmarkFilter(kWithoutOnRequest);
}

}  // namespace feluda

// Keeps the Complexity() of benchmarks from Google Benchmark, and puts it into
// their runs afterwards.
//
// Google Benchmark 1.7 fits the complexity of a family after its last member,
// and begins with the first run that did not fail. If all runs failed, it
// crashes, and their errors are lost. So a program that links this library has
// its own Benchmark::Complexity(), which remembers the argument and does not
// tell Google Benchmark. lib/runs/complexity.h fits instead, from the runs that
// RestoreComplexity() has completed.
//
//   BENCHMARK(Sort)->Range(8, 1024)->Complexity(benchmark::oN);
//   ...
//   void ReportRuns(const std::vector<Run>& runs) override {
//     std::vector<Run> completed = runs;
//     feluda::RestoreComplexity(completed);
//
// Threads: one thread registers the benchmarks and runs them.

#ifndef LIB_RUNNER_FAMILY_COMPLEXITY_H_
#define LIB_RUNNER_FAMILY_COMPLEXITY_H_

#include <vector>

#include "benchmark/benchmark.h"

namespace feluda {

// Sets `complexity` and `complexity_lambda` of each run that was measured and
// did not fail, to what the benchmark's Complexity() was called with.
// REQUIRES: benchmark::ClearRegisteredBenchmarks() was not called.
void RestoreComplexity(std::vector<benchmark::BenchmarkReporter::Run>& runs);

}  // namespace feluda

#endif  // LIB_RUNNER_FAMILY_COMPLEXITY_H_

// Hides the Complexity() of benchmarks from Google Benchmark, and adds it to
// their runs afterwards.
//
// Google Benchmark 1.7 computes the rows of a family with Complexity() when the
// last member has run, from the first run that did not fail. If all failed, it
// crashes before it has reported why. So a program with this library links its
// own Benchmark::Complexity(), which records the call and does not pass it on;
// lib/runs/complexity.h computes the rows.
//
//   BENCHMARK(Sort)->Range(8, 1024)->Complexity(benchmark::oN);
//   ...
//   void ReportRuns(const std::vector<Run>& runs) override {
//     std::vector<Run> completed = runs;
//     feluda::RestoreComplexity(completed);
//
// Threads: one registers the benchmarks and runs them.

#ifndef LIB_RUNNER_FAMILY_COMPLEXITY_H_
#define LIB_RUNNER_FAMILY_COMPLEXITY_H_

#include <vector>

#include "benchmark/benchmark.h"

namespace feluda {

// Sets `complexity` and `complexity_lambda` of each measured run to what its
// benchmark declared. REQUIRES: benchmark::ClearRegisteredBenchmarks() was not
// called.
void RestoreComplexity(std::vector<benchmark::BenchmarkReporter::Run>& runs);

}  // namespace feluda

#endif  // LIB_RUNNER_FAMILY_COMPLEXITY_H_

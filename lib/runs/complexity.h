// Computes how the time of a family of benchmarks grows with its size n: the
// rows `BigO` and `RMS` that Google Benchmark adds to a family with
// Complexity(). Google Benchmark itself computes them only if the whole family
// ran in one process.

#ifndef LIB_RUNS_COMPLEXITY_H_
#define LIB_RUNS_COMPLEXITY_H_

#include <vector>

#include "benchmark/benchmark.h"

namespace feluda {

// Returns the two rows, or none if fewer than two runs can be fitted. Fits a
// time of coefficient * f(n) by least squares, where f is the complexity that
// the first run names, or its lambda. For oAuto it is the one of 1, lg n, n, n
// lg n, n^2 and n^3 with the smallest error for the CPU time. The error is the
// root mean square of the differences over the mean time.
// REQUIRES: the runs are of one family; each failed one was left out.
std::vector<benchmark::BenchmarkReporter::Run> FitComplexity(
    const std::vector<benchmark::BenchmarkReporter::Run>& family);

// Makes the size n of each measured run of such a family a counter. Google
// Benchmark's JSON leaves it out, and without it a file that was saved before
// the rows were made would not show that the family has Complexity().
void AddSizes(std::vector<benchmark::BenchmarkReporter::Run>& runs);

}  // namespace feluda

#endif  // LIB_RUNS_COMPLEXITY_H_

// How the time of a family of benchmarks grows with its size n: the rows that
// Google Benchmark adds as `BigO` and `RMS` to a family with Complexity(). It
// computes them itself only where the whole family ran in one process.

#ifndef LIB_RUNS_COMPLEXITY_H_
#define LIB_RUNS_COMPLEXITY_H_

#include <vector>

#include "benchmark/benchmark.h"

namespace feluda {

// The two rows, or none where fewer than two runs can be fitted. Fits
// time = coefficient * f(n) by least squares, where f is the complexity that
// the first run names, its lambda, or, for oAuto, that with the smallest error
// of 1, lg n, n, n lg n, n^2 and n^3. The error is the root mean square of the
// differences over the mean time.
// REQUIRES: the runs are of one family; each failed one was left out.
std::vector<benchmark::BenchmarkReporter::Run> FitComplexity(
    const std::vector<benchmark::BenchmarkReporter::Run>& family);

// Makes the size n of each measured run of such a family a counter: Google
// Benchmark's JSON leaves it out, and without it nobody could tell from a file
// that was saved before the rows were made that there were to be any.
void AddSizes(std::vector<benchmark::BenchmarkReporter::Run>& runs);

}  // namespace feluda

#endif  // LIB_RUNS_COMPLEXITY_H_

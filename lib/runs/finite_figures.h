// Keeps figures that are not finite out of reports. Google Benchmark writes NaN
// and infinities as they come, for instance for a rate over no time, and they
// mean nothing to a reader.

#ifndef LIB_RUNS_FINITE_FIGURES_H_
#define LIB_RUNS_FINITE_FIGURES_H_

#include "benchmark/benchmark.h"

namespace feluda {

// Makes every figure of the run finite, and returns whether anything is left:
//
// - A measurement without a finite real time becomes a failure that says so.
//   Its times are 0, as in Google Benchmark's own failures, so that programs
//   that read the JSON find numbers.
// - A CPU time or a counter that is not finite is absent, and SetAbsent() says
//   why. The CPU time in the run is then 0, and kCpuTime its name there.
// - An aggregate without a finite real time is dropped: the result is false.
//   Its counters that are not finite are absent without a reason.
//
// The times of complexity rows stay as they are; see RmsShare().
bool MakeFinite(benchmark::BenchmarkReporter::Run& run);

// The names in GetAbsent() of an absent CPU time and an absent real time. Only
// a result that was made by hand succeeds without a real time.
inline constexpr char kCpuTime[] = "cpu_time";
inline constexpr char kRealTime[] = "real_time";

}  // namespace feluda

#endif  // LIB_RUNS_FINITE_FIGURES_H_

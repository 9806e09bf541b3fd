// Makes runs that do not come from Google Benchmark's loop, and sets the fields
// that a run's constructor leaves uninitialised.

#ifndef LIB_RUNS_NEW_RUN_H_
#define LIB_RUNS_NEW_RUN_H_

#include <string>

#include "benchmark/benchmark.h"

namespace feluda {

// Returns one repetition, in one thread, of the first member of the first
// family.
benchmark::BenchmarkReporter::Run NewRun(const std::string& name);

// Returns such a run that failed with `message` and has no iteration.
benchmark::BenchmarkReporter::Run FailedRun(const std::string& name,
                                            const std::string& message);

}  // namespace feluda

#endif  // LIB_RUNS_NEW_RUN_H_

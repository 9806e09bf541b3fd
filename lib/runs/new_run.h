// Runs that were not made by Google Benchmark's loop. Its own constructor
// leaves some fields of a run as they come.

#ifndef LIB_RUNS_NEW_RUN_H_
#define LIB_RUNS_NEW_RUN_H_

#include <string>

#include "benchmark/benchmark.h"

namespace feluda {

// One repetition in one thread of the first member of the first family.
benchmark::BenchmarkReporter::Run NewRun(const std::string& name);

// The same, failed with that message and without an iteration.
benchmark::BenchmarkReporter::Run FailedRun(const std::string& name,
                                            const std::string& message);

}  // namespace feluda

#endif  // LIB_RUNS_NEW_RUN_H_

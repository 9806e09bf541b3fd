// The main program of a suite of benchmarks: reads the command line, runs the
// benchmarks that were registered, each in a process of its own, and writes the
// report.
//
//   int main(int argc, char** argv) { return feluda::Main(argc, argv); }
//
// //lib/runner:main has this main().

#ifndef LIB_RUNNER_RUNNER_H_
#define LIB_RUNNER_RUNNER_H_

#include <functional>

#include "absl/status/status.h"
#include "lib/runner/processes/isolated_runner.h"
#include "lib/runner/processes/supervisor.h"

namespace feluda {

// What a program adds if its benchmarks are known only when its flags are read.
struct RunnerExtension {
  // The first lines of --help.
  const char* about = "Measures Feluda's operators and writes a report.";
  // May be null. Checks the program's own flags and runs nothing. Its error is
  // reported with those of the other flags, and is bad use.
  std::function<absl::Status()> check_flags;
  // May be null. Registers benchmarks once all flags are checked. Processes
  // that it runs for that must keep the limits.
  std::function<void(const ChildLimits& limits)> register_benchmarks;
  // May be null. Runs each benchmark in its process instead of Google
  // Benchmark; --feluda_isolate=false is then refused.
  BenchmarkHost host;
};

// Returns the exit status: 0 all measured; 1 some failed, exceed the budget or
// are worse than the baseline, or something could not be saved; 2 bad use and
// nothing ran; 130 or 143 interrupted. Throws nothing. Call it once, from the
// only thread of a process in which Google Benchmark was not initialised.
int Main(int argc, char** argv, const RunnerExtension& extension = {});

}  // namespace feluda

#endif  // LIB_RUNNER_RUNNER_H_

// Brings memory into a Google Benchmark program that has no line for it: linked
// in, this registers a MemoryManager before main(). It is Bazel's
// //lib/measure:benchmark and CMake's FeludaMeasure::benchmark.
//
// With the linker's option --wrap for RunSpecifiedBenchmarks(), as both link
// it, the console and the CSV have memory as well: the program's call of that
// function, or benchmark_main's, comes here and gets a MemoryReporter. A
// program that brings a reporter of its own calls another function and keeps
// it. Where main() is in a shared library, the wrapping has no effect, and
// memory is in the JSON alone.

#include <cstddef>
#include <cstdio>
#include <string>

#include "benchmark/benchmark.h"
#include "lib/measure/memory_manager.h"
#include "lib/measure/memory_reporter.h"

namespace {

bool Registered() {
  const feluda::Status status = feluda::RegisterMemoryManager();
  if (!status.ok()) {
    std::fprintf(stderr, "feluda: no heap figures: %s\n",
                 std::string(status.message()).c_str());
  }
  return status.ok();
}

}  // namespace

extern "C" {

// The linker is told to look for this name, or it would leave this file out of
// the program.
bool feluda_measure_registered = Registered();

// The name that the linker gives benchmark::RunSpecifiedBenchmarks() when it is
// wrapped.
size_t __wrap__ZN9benchmark22RunSpecifiedBenchmarksEv() {
  feluda::MemoryReporter reporter;
  return benchmark::RunSpecifiedBenchmarks(&reporter);
}

}  // extern "C"

// The benchmarks of Feluda's benchmark files, as an extension of the runner:
//
//   int main(int argc, char** argv) {
//     return feluda::Main(argc, argv, feluda::PythonSuite());
//   }
//
// --feluda_python_benchmarks names a file or a folder of them. Each is run
// once, in a process of its own, to list its calls of
// Profiler.benchmark_operator(); each call is a benchmark of the name
// OPERATOR/DESCRIPTION, and runs in a process of its own, in which its file
// runs again up to that call. A file that cannot be listed to its end is a
// benchmark FILE/benchmark() that fails and says why.

#ifndef LIB_PYTHON_BENCHMARKS_PYTHON_SUITE_H_
#define LIB_PYTHON_BENCHMARKS_PYTHON_SUITE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/runner/runner.h"

namespace feluda {

RunnerExtension PythonSuite();

// Returns the benchmark files of a path, absolute: the file, or the *.py of a
// folder in the order of their names, without those that begin with an
// underscore. Error: InvalidArgument, which names the path.
absl::StatusOr<std::vector<std::string>> FindBenchmarkFiles(
    const std::string& path);

}  // namespace feluda

#endif  // LIB_PYTHON_BENCHMARKS_PYTHON_SUITE_H_

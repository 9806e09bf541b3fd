// Provides the package `benchmark` as files written for Feluda import it:
// benchmark.profiler, benchmark.data_generator and benchmark.report are this
// program's; what else they import from it comes from the user's own folder
// `benchmark`, where there is one on Python's path.
//
// benchmark.data_generator and benchmark.report are the modules
// _feluda_data_generator and _feluda_report, where the program links or adds
// such (PYBIND11_EMBEDDED_MODULE, python_module.h).

#ifndef LIB_PYTHON_BENCHMARKS_BENCHMARK_PACKAGE_H_
#define LIB_PYTHON_BENCHMARKS_BENCHMARK_PACKAGE_H_

#include "absl/status/status.h"

namespace feluda {

// Makes the package importable. REQUIRES: Python was started. Call it once.
absl::Status InstallBenchmarkPackage();

}  // namespace feluda

#endif  // LIB_PYTHON_BENCHMARKS_BENCHMARK_PACKAGE_H_

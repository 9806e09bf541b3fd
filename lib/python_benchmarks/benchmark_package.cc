#include "lib/python_benchmarks/benchmark_package.h"

#include "lib/python/python_module.h"
#include "lib/python_benchmarks/modules/benchmark_package_py.h"
#include "lib/python_benchmarks/modules/profiler_py.h"

namespace feluda {

absl::Status InstallBenchmarkPackage() {
  absl::Status profiler =
      AddPythonModule("_feluda_profiler", python_source::kProfiler);
  if (!profiler.ok()) return profiler;
  return AddPythonModule("_feluda_benchmark_package",
                         python_source::kBenchmarkPackage);
}

}  // namespace feluda

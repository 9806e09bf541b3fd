#include "lib/python_benchmarks/python_flags.h"

#include <cstdlib>
#include <string>
#include <utility>

#include "absl/flags/flag.h"
#include "lib/program/flags.h"
#include "lib/python/python_environment.h"

ABSL_FLAG(std::string, feluda_python_path, "",
          "where the operators' packages are: a virtual environment of "
          "/usr/bin/python3 or its site-packages, and other directories, a "
          "':' between; the active virtual environment otherwise");

namespace feluda {

absl::StatusOr<PythonOptions> PythonOptionsFromFlags() {
  const std::string path = absl::GetFlag(FLAGS_feluda_python_path);
  const char* active = std::getenv("VIRTUAL_ENV");
  absl::StatusOr<PythonEnvironment> environment =
      FindPythonEnvironment(path, active != nullptr ? active : "");
  if (!environment.ok()) {
    return WithFlagName(path.empty() ? "VIRTUAL_ENV" : "--feluda_python_path",
                        environment.status());
  }
  PythonOptions options;
  options.environment = *std::move(environment);
  return options;
}

}  // namespace feluda

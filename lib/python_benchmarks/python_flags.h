// --feluda_python_path: where the operators' packages are.

#ifndef LIB_PYTHON_BENCHMARKS_PYTHON_FLAGS_H_
#define LIB_PYTHON_BENCHMARKS_PYTHON_FLAGS_H_

#include "absl/status/statusor.h"
#include "lib/python/interpreter.h"

namespace feluda {

// Returns the options that start Python in the environment that the flag names,
// or else in the active one. An error names the flag or the variable.
// REQUIRES: the command line was parsed.
absl::StatusOr<PythonOptions> PythonOptionsFromFlags();

}  // namespace feluda

#endif  // LIB_PYTHON_BENCHMARKS_PYTHON_FLAGS_H_

// Adds modules in Python that are part of this program (python_source.bzl).
//
//   absl::Status added =
//       AddPythonModule("_feluda_profiler", python_source::kProfiler);
//
// Threads: those that hold Python's lock (the GIL).

#ifndef LIB_PYTHON_PYTHON_MODULE_H_
#define LIB_PYTHON_PYTHON_MODULE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace feluda {

// Runs the source as the module of that name, which can be imported from then
// on. Tracebacks name it `NAME.py`. REQUIRES: Python was started.
absl::Status AddPythonModule(const std::string& name, absl::string_view source);

}  // namespace feluda

#endif  // LIB_PYTHON_PYTHON_MODULE_H_

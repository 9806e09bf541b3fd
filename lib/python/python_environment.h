// Finds the environment of an embedded Python: a virtual environment of the
// user's, plain directories of packages, or Debian's own Python.
//
//   auto environment = FindPythonEnvironment("venv", "");
//   environment->executable;   // "/home/me/venv/bin/python3"
//
// Threads: any number.

#ifndef LIB_PYTHON_PYTHON_ENVIRONMENT_H_
#define LIB_PYTHON_PYTHON_ENVIRONMENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace feluda {

struct PythonEnvironment {
  // The value of sys.executable: the interpreter of Python's child processes,
  // by which Python finds the virtual environment.
  std::string executable;
  // The directories of packages beside the environment's own, absolute.
  std::vector<std::string> package_directories;
};

// Returns the release that is linked in, such as "3.11".
std::string PythonRelease();

// Finds the environment. `path` has directories with a ':' between them, each a
// virtual environment, its site-packages, or any directory of packages; if it
// is empty, `active` (the variable VIRTUAL_ENV) names the virtual environment;
// if both are empty, it is Debian's Python. Errors: InvalidArgument, which
// names the directory and the remedy, for one that is not there, for a virtual
// environment of another release of Python, and for two of them.
absl::StatusOr<PythonEnvironment> FindPythonEnvironment(
    const std::string& path, const std::string& active);

}  // namespace feluda

#endif  // LIB_PYTHON_PYTHON_ENVIRONMENT_H_

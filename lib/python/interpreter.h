// Python, started in this process.
//
//   PythonOptions options;
//   options.environment = *FindPythonEnvironment("venv", "");
//   absl::Status started = StartPython(options);
//   started = RunPython("import numpy");
//
// The program that links this is a Python as Debian's is: extension modules of
// wheels load, and what they and Python allocate goes through the program's
// malloc. Python runs until the process ends, in the thread that started it,
// which holds its lock (the GIL).

#ifndef LIB_PYTHON_INTERPRETER_H_
#define LIB_PYTHON_INTERPRETER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "lib/python/python_environment.h"

namespace feluda {

struct PythonOptions {
  PythonEnvironment environment;
  // Directories that come before everything else on sys.path.
  std::vector<std::string> path;
  // sys.argv; the first is the script's name.
  std::vector<std::string> arguments = {""};
  // Whether Ctrl-C raises KeyboardInterrupt.
  bool handles_signals = false;
};

// Starts Python. Python's own variables hold (PYTHONPATH, PYTHONMALLOC), but
// strings have the same hashes in each run, so that sets have the same order,
// unless PYTHONHASHSEED says otherwise. Error: FailedPrecondition with what
// Python said, or in a second call.
absl::Status StartPython(const PythonOptions& options);

// Runs statements as the module __main__ does; see python_error.h for errors.
// REQUIRES: Python was started.
absl::Status RunPython(const std::string& code);

// Returns what allocates Python's small objects: "pymalloc", whose arenas hide
// them from the heap meter, "malloc", or what else PYTHONMALLOC says. REQUIRES:
// Python was started.
std::string PythonAllocator();

// Returns a version such as "3.11.2". May be called before StartPython().
std::string PythonVersion();

}  // namespace feluda

#endif  // LIB_PYTHON_INTERPRETER_H_

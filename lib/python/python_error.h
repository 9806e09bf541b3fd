// Turns exceptions of Python into a status, as one line that says what a reader
// of a traceback looks for: the type, the message and where it was raised.
//
//   ValueError: n_clusters must be positive; raised in clustering.py:31 (fit),
//   called in cluster_embeddings.py:88 (run)
//
// Threads: those that hold Python's lock (the GIL).

#ifndef LIB_PYTHON_PYTHON_ERROR_H_
#define LIB_PYTHON_PYTHON_ERROR_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace feluda {

// Clears the exception that is set, which may be any BaseException, SystemExit
// and KeyboardInterrupt too, and returns it: ResourceExhausted for a
// MemoryError; NotFound for a module that is missing, with the command that
// installs it; Internal for the others. REQUIRES: an exception is set.
absl::Status TakePythonError();

// Calls `function`, which uses pybind11, and turns an exception that leaves it
// into a status: Python's exceptions and py::value_error and its like as above,
// others of C++ into Internal.
absl::Status CatchPythonError(absl::FunctionRef<void()> function);

}  // namespace feluda

#endif  // LIB_PYTHON_PYTHON_ERROR_H_

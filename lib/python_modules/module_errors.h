// Turns a status of C++ into an exception in Python.

#ifndef LIB_PYTHON_MODULES_MODULE_ERRORS_H_
#define LIB_PYTHON_MODULES_MODULE_ERRORS_H_

#include "absl/status/status.h"

namespace feluda {

// Raises ValueError for InvalidArgument, MemoryError for ResourceExhausted, and
// OSError for the others, with the status's message. REQUIRES: the status is an
// error.
[[noreturn]] void RaiseStatus(const absl::Status& status);

}  // namespace feluda

#endif  // LIB_PYTHON_MODULES_MODULE_ERRORS_H_

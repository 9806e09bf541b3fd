// Raises in Python what is a status in C++.

#ifndef LIB_PYTHON_MODULES_MODULE_ERRORS_H_
#define LIB_PYTHON_MODULES_MODULE_ERRORS_H_

#include "absl/status/status.h"

namespace feluda {

// ValueError for InvalidArgument, MemoryError for ResourceExhausted, OSError
// for the others, with the status's message. REQUIRES: it is an error.
[[noreturn]] void RaiseStatus(const absl::Status& status);

}  // namespace feluda

#endif  // LIB_PYTHON_MODULES_MODULE_ERRORS_H_

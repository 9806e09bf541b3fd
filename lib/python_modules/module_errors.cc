#include "lib/python_modules/module_errors.h"

#include <pybind11/pybind11.h>

#include <string>

namespace feluda {

void RaiseStatus(const absl::Status& status) {
  PyObject* type = PyExc_OSError;
  if (absl::IsInvalidArgument(status)) type = PyExc_ValueError;
  if (absl::IsResourceExhausted(status)) type = PyExc_MemoryError;
  PyErr_SetString(type, std::string(status.message()).c_str());
  throw pybind11::error_already_set();
}

}  // namespace feluda

#include "lib/python/python_module.h"

#include <pybind11/pybind11.h>

#include "absl/strings/str_cat.h"
#include "lib/python/python_error.h"

namespace feluda {
namespace py = pybind11;

absl::Status AddPythonModule(const std::string& name,
                             absl::string_view source) {
  const std::string file = absl::StrCat(name, ".py");
  return CatchPythonError([&] {
    const auto code = py::reinterpret_steal<py::object>(Py_CompileString(
        std::string(source).c_str(), file.c_str(), Py_file_input));
    if (!code) throw py::error_already_set();
    const auto module = py::reinterpret_steal<py::object>(
        PyImport_ExecCodeModule(name.c_str(), code.ptr()));
    if (!module) throw py::error_already_set();
  });
}

}  // namespace feluda

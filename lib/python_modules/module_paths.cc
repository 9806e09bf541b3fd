#include "lib/python_modules/module_paths.h"

namespace feluda {

namespace py = pybind11;

py::str PathText(const py::handle& path) {
  return py::module_::import("os").attr("fsdecode")(path);
}

std::string PathBytes(const py::handle& path) {
  return py::bytes(py::module_::import("os").attr("fsencode")(path));
}

void MakeDirectory(const py::handle& path) {
  const py::str text = PathText(path);
  if (py::len(text) == 0) return;
  py::module_::import("os").attr("makedirs")(text, py::arg("exist_ok") = true);
}

}  // namespace feluda

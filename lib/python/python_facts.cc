#include "lib/python/python_facts.h"

#include <pybind11/pybind11.h>

#include "absl/strings/str_cat.h"
#include "lib/python/python_error.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

namespace py = pybind11;

constexpr size_t kMaxFactBytes = 1000;

bool IsNumber(py::handle value) {
  // An array of one element has a float() too, but is no number.
  return !py::isinstance<py::bool_>(value) &&
         PyNumber_Check(value.ptr()) != 0 && !py::hasattr(value, "__len__") &&
         py::hasattr(value, "__float__");
}

Fact FactOf(py::handle value) {
  Fact fact = std::string();
  const absl::Status status = CatchPythonError([&] {
    if (IsNumber(value)) {
      fact = py::cast<double>(
          py::float_(py::reinterpret_borrow<py::object>(value)));
    } else {
      fact = CutText(Printable(std::string(py::str(value))), kMaxFactBytes);
    }
  });
  return status.ok()
             ? fact
             : Fact(absl::StrCat("(cannot be shown: ", status.message(), ")"));
}

}  // namespace

Facts FactsOf(PyObject* value, const std::string& name) {
  Facts facts;
  const py::handle handle = value;
  if (handle.is_none()) return facts;
  if (!py::isinstance<py::dict>(handle)) {
    facts[name] = FactOf(handle);
    return facts;
  }
  for (const auto& [key, entry] : py::reinterpret_borrow<py::dict>(handle)) {
    facts[Printable(std::string(py::str(key)))] = FactOf(entry);
  }
  return facts;
}

}  // namespace feluda

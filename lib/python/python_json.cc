#include "lib/python/python_json.h"

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>

#include "nlohmann/json.hpp"

namespace feluda {
namespace {

namespace py = pybind11;

using Json = nlohmann::ordered_json;

constexpr int kDeepest = 100;

// Lone surrogates, which are no UTF-8, as "\udc80".
std::string Utf8(const py::handle& text) {
  const auto bytes = py::reinterpret_steal<py::bytes>(
      PyUnicode_AsEncodedString(text.ptr(), "utf-8", "backslashreplace"));
  if (!bytes) throw py::error_already_set();
  return bytes;
}

Json Integer(const py::handle& value) {
  int overflow = 0;
  const int64_t number = PyLong_AsLongLongAndOverflow(value.ptr(), &overflow);
  if (overflow == 0) return number;
  const double rounded = PyLong_AsDouble(value.ptr());
  if (PyErr_Occurred() == nullptr) return rounded;
  PyErr_Clear();
  return Utf8(py::str(value));
}

// numpy's numbers and arrays of one number have item() and no length.
bool IsNumberOfNumpy(const py::handle& value) {
  return py::hasattr(value, "dtype") && py::hasattr(value, "item") &&
         py::hasattr(value, "shape") &&
         py::len(py::tuple(value.attr("shape"))) == 0;
}

Json Convert(const py::handle& value, int depth);

Json Array(const py::handle& sequence, int depth) {
  Json array = Json::array();
  for (const py::handle element : sequence) {
    array.push_back(Convert(element, depth + 1));
  }
  return array;
}

Json Object(const py::dict& dict, int depth) {
  Json object = Json::object();
  for (const auto& [key, value] : dict) {
    object[Utf8(py::str(key))] = Convert(value, depth + 1);
  }
  return object;
}

Json Convert(const py::handle& value, int depth) {
  if (depth > kDeepest) {
    PyErr_SetString(PyExc_ValueError, "nested more than 100 deep");
    throw py::error_already_set();
  }
  if (value.is_none()) return nullptr;
  if (PyBool_Check(value.ptr())) return value.ptr() == Py_True;
  if (PyLong_Check(value.ptr())) return Integer(value);
  if (PyFloat_Check(value.ptr())) return PyFloat_AS_DOUBLE(value.ptr());
  if (PyUnicode_Check(value.ptr())) return Utf8(value);
  if (PyDict_Check(value.ptr())) {
    return Object(py::reinterpret_borrow<py::dict>(value), depth);
  }
  if (PyList_Check(value.ptr()) || PyTuple_Check(value.ptr())) {
    return Array(value, depth);
  }
  if (IsNumberOfNumpy(value)) return Convert(value.attr("item")(), depth + 1);
  return Utf8(py::str(value));
}

}  // namespace

Json JsonOf(_object* value) { return Convert(value, 0); }

}  // namespace feluda

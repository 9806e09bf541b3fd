#include "lib/python/python_keywords.h"

#include <Python.h>

#include <array>
#include <cstddef>

#include "absl/status/status.h"

namespace feluda {
namespace {

// The arguments of one call. The first element is room that the convention lets
// a callee write into, which saves it a copy. The array is on the stack where
// it fits, so that the call is not seen to allocate.
class Arguments {
 public:
  Arguments(PyObject* self, const std::vector<PythonObject>& values) {
    const size_t size = values.size() + 2;
    if (size > small_.size()) large_.resize(size);
    array_ = size > small_.size() ? large_.data() : small_.data();
    array_[1] = self;
    for (size_t i = 0; i < values.size(); ++i) array_[i + 2] = values[i].get();
  }

  // From the object whose method is called, and from the first value.
  PyObject** with_self() { return array_ + 1; }
  PyObject** values() { return array_ + 2; }

 private:
  std::array<PyObject*, 32> small_ = {};
  std::vector<PyObject*> large_;
  PyObject** array_;
};

}  // namespace

absl::StatusOr<PythonKeywords> PythonKeywords::FromDict(PyObject* dict) {
  if (!PyDict_Check(dict)) {
    return absl::InvalidArgumentError("keyword arguments must be a dict");
  }
  PythonKeywords keywords;
  const Py_ssize_t size = PyDict_Size(dict);
  if (size == 0) return keywords;
  keywords.names_ = PythonObject(PyTuple_New(size));
  PyObject* name = nullptr;
  PyObject* value = nullptr;
  Py_ssize_t position = 0;
  for (Py_ssize_t i = 0; PyDict_Next(dict, &position, &name, &value); ++i) {
    if (!PyUnicode_Check(name)) {
      return absl::InvalidArgumentError(
          "the names of keyword arguments must be strings");
    }
    Py_INCREF(name);
    PyTuple_SET_ITEM(keywords.names_.get(), i, name);
    keywords.values_.push_back(PythonObject::ToBorrowed(value));
  }
  return keywords;
}

PythonObject PythonKeywords::Call(PyObject* callable) const {
  Arguments arguments(nullptr, values_);
  return PythonObject(PyObject_Vectorcall(callable, arguments.values(),
                                          PY_VECTORCALL_ARGUMENTS_OFFSET,
                                          names_.get()));
}

PythonObject PythonKeywords::CallMethod(PyObject* object,
                                        PyObject* name) const {
  Arguments arguments(object, values_);
  return PythonObject(PyObject_VectorcallMethod(
      name, arguments.with_self(), 1 | PY_VECTORCALL_ARGUMENTS_OFFSET,
      names_.get()));
}

}  // namespace feluda

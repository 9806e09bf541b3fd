#include "lib/python/python_object.h"

#include <Python.h>

namespace feluda {

PythonObject PythonObject::ToBorrowed(PyObject* borrowed) {
  Py_XINCREF(borrowed);
  return PythonObject(borrowed);
}

void PythonObject::Release() { Py_DECREF(object_); }

}  // namespace feluda

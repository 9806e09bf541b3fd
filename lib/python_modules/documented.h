// Gives functions of a module signatures, so that Python's
// `inspect.signature()` and `help()` know them like functions written in
// Python:
//
//   py::options options;
//   options.disable_function_signatures();  // pybind11's, in types of C++.
//   module.def("double", Double,
//              Documented("double(value, times=1)", "Doubles.").c_str(),
//              py::arg("value"), py::arg("times") = 1);

#ifndef LIB_PYTHON_MODULES_DOCUMENTED_H_
#define LIB_PYTHON_MODULES_DOCUMENTED_H_

#include <string>

namespace feluda {

// Returns the documentation of a built-in function or class with its signature.
// The trick: Python reads what stands before the line "--" as the signature,
// and leaves it out of `__doc__`. "$self" does not work for a method, since
// what pybind11 binds is not bound to the object.
inline std::string Documented(const std::string& signature,
                              const std::string& text) {
  return signature + "\n--\n\n" + text;
}

}  // namespace feluda

#endif  // LIB_PYTHON_MODULES_DOCUMENTED_H_

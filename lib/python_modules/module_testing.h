// Evaluates Python code that uses the modules, for their tests.

#ifndef LIB_PYTHON_MODULES_MODULE_TESTING_H_
#define LIB_PYTHON_MODULES_MODULE_TESTING_H_

#include <pybind11/embed.h>

#include <filesystem>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/python/interpreter.h"
#include "lib/python/new_python.h"
#include "lib/python/python_error.h"

namespace feluda {

// Returns the text of `value` after the statements, in a new interpreter, or
// the exception.
inline std::string EvaluateInPython(const std::string& statements,
                                    const std::string& value) {
  return InNewPython(DebiansPython(), [&] {
    std::string text;
    const absl::Status status = CatchPythonError([&] {
      pybind11::exec("import json, os, pathlib, sys\n" + statements);
      text = pybind11::str(pybind11::eval(value));
    });
    return status.ok() ? text : std::string(status.message());
  });
}

// Returns the path as a Python string literal.
inline std::string InQuotes(const std::filesystem::path& path) {
  return absl::StrCat("'", path.string(), "'");
}

}  // namespace feluda

#endif  // LIB_PYTHON_MODULES_MODULE_TESTING_H_

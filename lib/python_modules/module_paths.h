// Paths as Python's users give them: str, bytes or anything with __fspath__.

#ifndef LIB_PYTHON_MODULES_MODULE_PATHS_H_
#define LIB_PYTHON_MODULES_MODULE_PATHS_H_

#include <pybind11/pybind11.h>

#include <string>

namespace feluda {

// The path as a str. Throws the TypeError of what is no path.
pybind11::str PathText(const pybind11::handle& path);

// The same in the bytes of the file system.
std::string PathBytes(const pybind11::handle& path);

// Makes a directory with its parents, unless it is there or empty. Throws the
// OSError that names it.
void MakeDirectory(const pybind11::handle& path);

}  // namespace feluda

#endif  // LIB_PYTHON_MODULES_MODULE_PATHS_H_

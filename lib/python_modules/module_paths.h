// Takes paths as Python's users give them: str, bytes or anything with
// __fspath__.

#ifndef LIB_PYTHON_MODULES_MODULE_PATHS_H_
#define LIB_PYTHON_MODULES_MODULE_PATHS_H_

#include <pybind11/pybind11.h>

#include <string>

namespace feluda {

// Returns the path as a str. Throws Python's TypeError for what is no path.
pybind11::str PathText(const pybind11::handle& path);

// Returns the path in the bytes of the file system. Throws likewise.
std::string PathBytes(const pybind11::handle& path);

// Makes a directory with its parents, unless it exists or the path is empty.
// Throws an OSError that names it.
void MakeDirectory(const pybind11::handle& path);

}  // namespace feluda

#endif  // LIB_PYTHON_MODULES_MODULE_PATHS_H_

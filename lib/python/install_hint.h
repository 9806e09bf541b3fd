// How to get a package that an import misses.

#ifndef LIB_PYTHON_INSTALL_HINT_H_
#define LIB_PYTHON_INSTALL_HINT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace feluda {

// The name that pip knows a module's package by, where that is another than the
// module's and well known; else the module's.
std::string PackageOfModule(absl::string_view module);

// The commands, for the environment that Python was started in. Debian's Python
// takes no packages from pip, so there they make an environment first.
// REQUIRES: Python was started.
std::string HowToInstall(absl::string_view package);

}  // namespace feluda

#endif  // LIB_PYTHON_INSTALL_HINT_H_

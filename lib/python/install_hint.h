// Tells how to install a package that an import misses.

#ifndef LIB_PYTHON_INSTALL_HINT_H_
#define LIB_PYTHON_INSTALL_HINT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace feluda {

// Returns the name by which pip knows a module's package, if it is well known
// and differs from the module's; else the module's name.
std::string PackageOfModule(absl::string_view module);

// Returns the commands that install a package into the environment that Python
// was started in. Debian's own Python takes no packages from pip, so there they
// make an environment first. REQUIRES: Python was started.
std::string HowToInstall(absl::string_view package);

}  // namespace feluda

#endif  // LIB_PYTHON_INSTALL_HINT_H_

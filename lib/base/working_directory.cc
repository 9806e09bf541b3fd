#include "lib/base/working_directory.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace feluda {

absl::Status ReturnToUsersDirectory() {
  const char* directory = std::getenv("BUILD_WORKING_DIRECTORY");
  if (directory == nullptr || chdir(directory) == 0) return absl::OkStatus();
  const int error = errno;
  return absl::FailedPreconditionError(
      absl::StrCat("cannot return to the directory the command was typed in, ",
                   directory, ": ", std::strerror(error)));
}

}  // namespace feluda

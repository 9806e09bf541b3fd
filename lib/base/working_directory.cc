#include "lib/base/working_directory.h"

#include <unistd.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace feluda {

absl::Status ReturnToUsersDirectory() {
  const char* directory = std::getenv("BUILD_WORKING_DIRECTORY");
  if (directory == nullptr || chdir(directory) == 0) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "the directory the command was typed in is gone: ", directory));
}

}  // namespace feluda

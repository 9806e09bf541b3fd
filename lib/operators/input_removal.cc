#include "lib/operators/input_removal.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace feluda {

absl::Status RemoveInput(const std::string& path) {
  if (unlink(path.c_str()) == 0 || errno == ENOENT) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat(path, ": cannot be removed: ", std::strerror(errno)));
}

}  // namespace feluda

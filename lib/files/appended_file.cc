#include "lib/files/appended_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "lib/files/file_writer.h"

namespace feluda {
namespace {

absl::Status Error(int error, const std::string& path) {
  return absl::ErrnoToStatus(error, absl::StrCat("cannot append to ", path));
}

// What makes the text begin a paragraph of its own.
absl::string_view Separator(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file || file.tellg() <= 0) return "";
  file.seekg(-1, std::ios::end);
  return file.get() == '\n' ? "\n" : "\n\n";
}

// An errno, 0 for success.
int WriteAll(int descriptor, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(written);
  }
  return 0;
}

}  // namespace

absl::Status CheckAppendable(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    return PrepareDirectory(std::filesystem::path(path).parent_path().string());
  }
  const int descriptor = open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  if (descriptor < 0) return Error(errno, path);
  close(descriptor);
  return absl::OkStatus();
}

absl::Status AppendToFile(const std::string& path, absl::string_view text) {
  // In one call, so that it stays together when several append at once.
  const std::string all = absl::StrCat(Separator(path), text);
  const int descriptor =
      open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return Error(errno, path);
  int error = WriteAll(descriptor, all);
  if (close(descriptor) != 0 && error == 0) error = errno;
  return error == 0 ? absl::OkStatus() : Error(error, path);
}

}  // namespace feluda

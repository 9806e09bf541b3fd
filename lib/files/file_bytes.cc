#include "lib/files/file_bytes.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

absl::Status Unreadable(const std::string& path) {
  const std::string message =
      absl::StrCat(path, ": cannot be read: ", std::strerror(errno));
  return errno == ENOENT ? absl::NotFoundError(message)
                         : absl::UnavailableError(message);
}

absl::StatusOr<int64_t> SizeOf(const std::string& path, int64_t max_bytes) {
  struct stat found;
  if (stat(path.c_str(), &found) != 0) return Unreadable(path);
  if (!S_ISREG(found.st_mode)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": is not a regular file"));
  }
  if (found.st_size <= max_bytes) return found.st_size;
  return absl::ResourceExhaustedError(
      absl::StrCat(path, ": has ", found.st_size, " bytes; at most ", max_bytes,
                   " are read"));
}

}  // namespace

absl::StatusOr<std::string> ReadFileBytes(const std::string& path,
                                          int64_t max_bytes) {
  const absl::StatusOr<int64_t> size = SizeOf(path, max_bytes);
  if (!size.ok()) return size.status();
  const std::unique_ptr<std::FILE, CloseFile> file(
      std::fopen(path.c_str(), "rbe"));
  if (file == nullptr) return Unreadable(path);
  std::string bytes(*size, '\0');
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
  if (std::ferror(file.get()) != 0) return Unreadable(path);
  return bytes;
}

}  // namespace feluda

#include "lib/operators/models/cache.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/files/descriptor.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

constexpr absl::string_view kRemedy =
    "made-up weights are kept there; set XDG_CACHE_HOME to a directory that "
    "can be written, or name one that has the models by --feluda_model_dir";

absl::Status Failed(const std::string& path, absl::string_view cause) {
  return absl::UnavailableError(absl::StrCat(path, ": ", cause, "; ", kRemedy));
}

absl::string_view Environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool IsFile(const std::string& path) {
  struct stat found;
  return stat(path.c_str(), &found) == 0 && S_ISREG(found.st_mode);
}

// Waits until no other process has the lock, which the descriptor then holds.
absl::StatusOr<Descriptor> Lock(const std::string& directory,
                                const std::string& name) {
  const std::string path = absl::StrCat(directory, "/", name, ".lock");
  Descriptor lock(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!lock.IsOpen()) return Failed(directory, std::strerror(errno));
  int result;
  do {
    result = flock(lock.get(), LOCK_EX);
  } while (result != 0 && errno == EINTR);
  if (result != 0) return Failed(directory, std::strerror(errno));
  return lock;
}

// Removes what processes that were killed had written of the file so far, some
// hundred megabytes. REQUIRES: this process has the lock.
void RemoveUnfinished(const std::string& directory, const std::string& name) {
  std::error_code ignored;
  for (fs::directory_iterator entry(directory, ignored), end;
       !ignored && entry != end; entry.increment(ignored)) {
    const std::string found = entry->path().filename().string();
    if (!absl::StartsWith(found, ".unfinished_")) continue;
    if (!absl::EndsWith(found, absl::StrCat("_", name))) continue;
    std::error_code stays;
    fs::remove(entry->path(), stays);
  }
}

}  // namespace

absl::StatusOr<std::string> CacheDirectory() {
  constexpr char kName[] = "feluda_benchmarks";
  const absl::string_view cache = Environment("XDG_CACHE_HOME");
  if (absl::StartsWith(cache, "/")) return absl::StrCat(cache, "/", kName);
  const absl::string_view home = Environment("HOME");
  if (absl::StartsWith(home, "/")) return absl::StrCat(home, "/.cache/", kName);
  return absl::FailedPreconditionError(absl::StrCat(
      "neither XDG_CACHE_HOME nor HOME names a directory; ", kRemedy));
}

absl::StatusOr<std::string> CachedFile(
    const std::string& name,
    absl::FunctionRef<absl::Status(const std::string& path)> make) {
  const absl::StatusOr<std::string> directory = CacheDirectory();
  if (!directory.ok()) return directory.status();
  const std::string path = absl::StrCat(*directory, "/", name);
  if (IsFile(path)) return path;
  std::error_code error;
  fs::create_directories(*directory, error);
  if (error) return Failed(*directory, error.message());
  const absl::StatusOr<Descriptor> lock = Lock(*directory, name);
  if (!lock.ok()) return lock.status();
  // Another process may have made it meanwhile.
  if (IsFile(path)) return path;
  RemoveUnfinished(*directory, name);
  const absl::Status made = make(path);
  if (!made.ok()) {
    return absl::Status(made.code(),
                        absl::StrCat(made.message(), "; ", kRemedy));
  }
  return path;
}

}  // namespace feluda

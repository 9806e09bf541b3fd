#include "lib/data/media_directory.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

constexpr absl::string_view kPrefix = "feluda_media_";

absl::Status Failed(const fs::path& directory, const std::string& cause) {
  return absl::UnavailableError(absl::StrCat(
      directory.string(), ": cannot make a directory for media: ", cause));
}

// Names the variable that the user may have set.
std::string NameOfTmpdir() {
  const char* const value = std::getenv("TMPDIR");
  return value == nullptr ? "the temporary directory"
                          : absl::StrCat("TMPDIR=", value);
}

// Returns a descriptor that holds the lock, or -1 if another process has it.
int Lock(const fs::path& directory) {
  const int fd = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return -1;
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  close(fd);
  return -1;
}

// Tells whether `path` still names the directory that is open.
bool IsAt(int fd, const fs::path& path) {
  struct stat open_one, named_one;
  return fstat(fd, &open_one) == 0 && stat(path.c_str(), &named_one) == 0 &&
         open_one.st_ino == named_one.st_ino &&
         open_one.st_dev == named_one.st_dev;
}

bool IsOurs(const fs::path& directory) {
  struct stat found;
  return absl::StartsWith(directory.filename().string(), kPrefix) &&
         lstat(directory.c_str(), &found) == 0 && S_ISDIR(found.st_mode) &&
         found.st_uid == geteuid();
}

void RemoveAbandoned(const fs::path& parent) {
  std::error_code ignored;
  for (fs::directory_iterator entry(parent, ignored), end;
       !ignored && entry != end; entry.increment(ignored)) {
    if (!IsOurs(entry->path())) continue;
    const int lock = Lock(entry->path());
    if (lock < 0) continue;
    std::error_code stays;
    fs::remove_all(entry->path(), stays);
    close(lock);
  }
}

}  // namespace

MediaDirectory::MediaDirectory(std::string path, int lock)
    : path_(std::move(path)), lock_(lock), owner_(getpid()) {}

MediaDirectory::MediaDirectory(MediaDirectory&& other) noexcept
    : path_(std::exchange(other.path_, "")),
      lock_(std::exchange(other.lock_, kNoLock)),
      owner_(other.owner_) {}

MediaDirectory& MediaDirectory::operator=(MediaDirectory&& other) noexcept {
  if (this == &other) return *this;
  Remove();
  path_ = std::exchange(other.path_, "");
  lock_ = std::exchange(other.lock_, kNoLock);
  owner_ = other.owner_;
  return *this;
}

std::string MediaDirectory::PathOf(absl::string_view name) const {
  return absl::StrCat(path_, "/", name);
}

void MediaDirectory::Remove() {
  if (lock_ == kNoLock) return;
  std::error_code stays;
  if (owner_ == getpid()) fs::remove_all(path_, stays);
  close(std::exchange(lock_, kNoLock));
}

absl::StatusOr<MediaDirectory> MediaDirectory::CreateTemporary() {
  std::error_code error;
  fs::path parent = fs::temp_directory_path(error);
  // fs::absolute() throws where it is handed the empty path of a failure.
  if (!error) parent = fs::absolute(parent, error);
  if (error) return Failed(NameOfTmpdir(), error.message());
  RemoveAbandoned(parent);
  // Another process may take the directory for abandoned, and remove it, before
  // it is locked here; then the next one is made.
  while (true) {
    std::string path = (parent / absl::StrCat(kPrefix, "XXXXXX")).string();
    if (mkdtemp(path.data()) == nullptr) {
      return Failed(parent, std::strerror(errno));
    }
    const int lock = Lock(path);
    if (lock >= 0 && IsAt(lock, path)) return MediaDirectory(path, lock);
    if (lock >= 0) close(lock);
  }
}

absl::StatusOr<MediaDirectory> MediaDirectory::CreateKept(
    const std::string& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  if (!error) fs::create_directories(absolute, error);
  if (error) return Failed(path, error.message());
  if (access(absolute.c_str(), W_OK | X_OK) != 0) {
    return Failed(path, std::strerror(errno));
  }
  return MediaDirectory(absolute.string(), kNoLock);
}

absl::StatusOr<MediaDirectory> MediaDirectory::Create(
    const std::string& kept_at) {
  return kept_at.empty() ? CreateTemporary() : CreateKept(kept_at);
}

}  // namespace feluda

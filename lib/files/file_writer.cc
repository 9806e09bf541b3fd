#include "lib/files/file_writer.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

absl::Status Error(int error, absl::string_view what, const fs::path& path) {
  return absl::ErrnoToStatus(error,
                             absl::StrCat("cannot ", what, " ", path.string()));
}

// Stands in the names of the unfinished files of a process.
std::string MarkOf(pid_t writer) { return absl::StrCat(".", writer, "."); }

// Whether `name` is that of an unfinished file:
// ".<file>.<writer>.<number>.tmp".
bool IsUnfinished(absl::string_view name, pid_t writer) {
  if (!absl::ConsumePrefix(&name, ".")) return false;
  if (!absl::ConsumeSuffix(&name, ".tmp")) return false;
  while (!name.empty() && absl::ascii_isdigit(name.back())) {
    name.remove_suffix(1);
  }
  return absl::EndsWith(name, MarkOf(writer));
}

// A new file beside `path`, whose directory so is on the same file system.
// Removed with this object unless it was put in place.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& path) {
    static std::atomic<int> next{0};
    do {
      path_ =
          path.parent_path() / absl::StrCat(".", path.filename().string(),
                                            MarkOf(getpid()), next++, ".tmp");
      descriptor_ =
          open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    } while (descriptor_ < 0 && (errno == EEXIST || errno == EINTR));
    error_ = descriptor_ < 0 ? errno : 0;
  }

  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  ~TemporaryFile() {
    if (descriptor_ >= 0) close(descriptor_);
    if (!is_placed_) unlink(path_.c_str());
  }

  // Why the file could not be made; 0 if it could.
  int error() const { return error_; }

  // These return an errno, 0 for success.
  int Fill(absl::string_view contents) {
    while (!contents.empty()) {
      const ssize_t written =
          write(descriptor_, contents.data(), contents.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return errno;
      contents.remove_prefix(written);
    }
    if (fsync(descriptor_) != 0) return errno;
    return close(std::exchange(descriptor_, -1)) == 0 ? 0 : errno;
  }

  int Replace(const fs::path& path) {
    if (rename(path_.c_str(), path.c_str()) != 0) return errno;
    is_placed_ = true;
    return 0;
  }

  int PutWhereNothingIs(const fs::path& path) {
    if (renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, path.c_str(),
                  RENAME_NOREPLACE) == 0) {
      is_placed_ = true;
      return 0;
    }
    // Not every file system knows the flag; most of the others know links.
    if (errno != EINVAL && errno != ENOSYS) return errno;
    return link(path_.c_str(), path.c_str()) == 0 ? 0 : errno;
  }

 private:
  fs::path path_;
  int descriptor_ = -1;
  int error_ = 0;
  bool is_placed_ = false;
};

// So that the name too survives a power failure. Best effort: the contents are
// safe already.
void SyncDirectoryOf(const fs::path& path) {
  const fs::path parent = path.has_parent_path() ? path.parent_path() : ".";
  const int descriptor = open(parent.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  close(descriptor);
}

template <typename Place>
absl::Status Write(const fs::path& path, absl::string_view contents,
                   Place place) {
  TemporaryFile file(path);
  if (file.error() != 0) return Error(file.error(), "write", path);
  if (int error = file.Fill(contents)) return Error(error, "write", path);
  if (int error = place(file)) return Error(error, "write", path);
  SyncDirectoryOf(path);
  return absl::OkStatus();
}

}  // namespace

absl::Status WriteFileWhole(const std::string& path,
                            absl::string_view contents) {
  return Write(path, contents,
               [&](TemporaryFile& file) { return file.Replace(path); });
}

absl::Status WriteNewFileWhole(const std::string& path,
                               absl::string_view contents) {
  return Write(path, contents, [&](TemporaryFile& file) {
    return file.PutWhereNothingIs(path);
  });
}

void RemoveUnfinishedFiles(const std::string& directory, pid_t writer) {
  std::error_code ignored;
  const fs::path path = directory.empty() ? "." : directory;
  for (const auto& entry : fs::directory_iterator(path, ignored)) {
    if (!IsUnfinished(entry.path().filename().string(), writer)) continue;
    fs::remove(entry.path(), ignored);
  }
}

absl::Status PrepareDirectory(const std::string& directory) {
  const fs::path path = directory.empty() ? "." : directory;
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return Error(error.value(), "create directory", path);
  const TemporaryFile probe(path / "probe");
  if (probe.error() != 0) {
    return Error(probe.error(), "create files in directory", path);
  }
  return absl::OkStatus();
}

}  // namespace feluda

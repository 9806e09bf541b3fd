#include "lib/files/output_target.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

// As many as the kernel follows.
constexpr int kMaxLinks = 40;

absl::Status Error(int error, const std::string& name,
                   absl::string_view verb = "write") {
  return absl::ErrnoToStatus(error, absl::StrCat("cannot ", verb, " ", name));
}

fs::path ParentOf(const std::string& path) {
  const fs::path parent = fs::path(path).parent_path();
  return parent.empty() ? "." : parent;
}

bool IsLink(const std::string& path) {
  std::error_code ignored;
  return fs::is_symlink(fs::symlink_status(path, ignored));
}

bool IsInProc(const fs::path& directory) {
  struct statfs file_system;
  return statfs(directory.c_str(), &file_system) == 0 &&
         file_system.f_type == PROC_SUPER_MAGIC;
}

// The descriptor that a path names by itself, without following a last link.
std::optional<int> DescriptorAt(const std::string& path) {
  int number;
  const fs::path file = path;
  if (!absl::SimpleAtoi(file.filename().string(), &number)) return {};
  std::error_code error;
  const fs::path directory = fs::canonical(ParentOf(path), error);
  if (error) return {};
  const fs::path open_files = fs::canonical("/proc/self/fd", error);
  if (error || directory != open_files) return {};
  return number;
}

// Follows links until something else is at the path, or until a link of procfs:
// that leads to an open file, which may have no name. Returns an errno.
int FollowLinks(std::string& path) {
  for (int i = 0; i <= kMaxLinks; ++i) {
    if (!IsLink(path) || IsInProc(ParentOf(path))) return 0;
    std::error_code error;
    const fs::path link = fs::read_symlink(path, error);
    if (error) return error.value();
    // A relative link counts from its own directory.
    path = (ParentOf(path) / link).string();
  }
  return ELOOP;
}

// Whether a file system is mounted at the file itself; rename() refuses it.
bool IsMountPoint(const std::string& path) {
  struct statx found;
  return statx(AT_FDCWD, path.c_str(), 0, 0, &found) == 0 &&
         (found.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

bool MayAccess(const fs::path& path, int mode) {
  return faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0;
}

// In a sticky directory such as /tmp only the owners of a file and of the
// directory may replace the file, whoever may write it.
bool IsHeldBySticky(const fs::path& directory, const struct stat& file) {
  struct stat found;
  return geteuid() != 0 && file.st_uid != geteuid() &&
         stat(directory.c_str(), &found) == 0 &&
         (found.st_mode & S_ISVTX) != 0 && found.st_uid != geteuid();
}

bool IsWrittenInPlace(const std::string& path, const struct stat& existing) {
  const fs::path directory = ParentOf(path);
  return !S_ISREG(existing.st_mode) || IsInProc(directory) ||
         IsMountPoint(path) || !MayAccess(directory, W_OK | X_OK) ||
         IsHeldBySticky(directory, existing);
}

// Returns an errno.
int CheckDescriptor(int descriptor) {
  const int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0) return errno;
  return (flags & O_ACCMODE) == O_RDONLY ? EBADF : 0;
}

// Returns an errno.
int CheckExisting(const OutputTarget& target) {
  if (S_ISDIR(target.existing->st_mode)) return EISDIR;
  if (S_ISSOCK(target.existing->st_mode)) return ENXIO;
  return MayAccess(target.path, W_OK) ? 0 : errno;
}

// What a path without a last name would create is a directory.
bool NamesDirectory(const std::string& path) {
  const std::string name = fs::path(path).filename().string();
  return name.empty() || name == "." || name == "..";
}

// Returns an errno.
int Find(OutputTarget& target) {
  // The kernel looks first: it refuses loops, and links that another user put
  // into a directory that everybody may write.
  struct stat found;
  const bool is_there = stat(target.name.c_str(), &found) == 0;
  if (!is_there && errno != ENOENT) return errno;
  if (int error = FollowLinks(target.path)) return error;
  if (const auto number = DescriptorAt(target.path)) {
    target.descriptor = *number;
    target.in_place = true;
    return CheckDescriptor(*number);
  }
  if (!is_there) return NamesDirectory(target.path) ? EISDIR : 0;
  target.existing = found;
  if (int error = CheckExisting(target)) return error;
  target.in_place = IsWrittenInPlace(target.path, found);
  return 0;
}

}  // namespace

absl::StatusOr<OutputTarget> FindOutputTarget(const std::string& path,
                                              absl::string_view verb) {
  OutputTarget target;
  target.name = path;
  target.path = path;
  if (int error = Find(target)) return Error(error, path, verb);
  return target;
}

absl::StatusOr<Descriptor> OpenInPlace(const OutputTarget& target) {
  // Not O_CREAT: what is there is opened, and nothing else is put there.
  Descriptor file(target.descriptor >= 0
                      ? fcntl(target.descriptor, F_DUPFD_CLOEXEC, 0)
                      : open(target.path.c_str(),
                             O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY));
  if (!file.IsOpen()) return Error(errno, target.name);
  return file;
}

absl::Status WriteInPlace(const OutputTarget& target,
                          absl::string_view contents) {
  absl::StatusOr<Descriptor> file = OpenInPlace(target);
  if (!file.ok()) return file.status();
  int error = WriteAll(file->get(), contents);
  const int closed = file->Close();
  if (error == 0) error = closed;
  return error == 0 ? absl::OkStatus() : Error(error, target.name);
}

std::optional<int> DescriptorNamedBy(const std::string& path) {
  std::string end = path;
  return FollowLinks(end) == 0 ? DescriptorAt(end) : std::nullopt;
}

}  // namespace feluda

#include "lib/files/pending_file.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/files/descriptor.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

absl::Status Error(int error, const std::string& path) {
  return absl::ErrnoToStatus(error, absl::StrCat("cannot write ", path));
}

// How the names of a process's temporary files begin.
std::string PrefixOf(pid_t writer) {
  return absl::StrCat(".unfinished_", writer, "_");
}

// A name beside `path` that nobody else takes. It ends as the path does, since
// libav tells containers by the ending, and is no longer than a name may be.
fs::path NextName(const fs::path& path) {
  static std::atomic<int> next{0};
  const std::string prefix = absl::StrCat(PrefixOf(getpid()), next++, "_");
  std::string name = path.filename().string();
  const size_t length = prefix.size() + name.size();
  if (length > NAME_MAX) name.erase(0, length - NAME_MAX);
  return path.parent_path() / absl::StrCat(prefix, name);
}

// Makes an empty file beside `path`, under a name that `made` is told. Returns
// an errno, or 0 for success.
int MakeBeside(const fs::path& path, mode_t mode, std::string& made) {
  while (true) {
    made = NextName(path).string();
    const Descriptor file(
        open(made.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (file.IsOpen()) return 0;
    if (errno != EEXIST && errno != EINTR) return errno;
  }
}

// Best effort: what the file contains is safe already.
void SyncDirectoryOf(const fs::path& path) {
  const fs::path parent = path.has_parent_path() ? path.parent_path() : ".";
  const Descriptor directory(open(parent.c_str(), O_RDONLY | O_CLOEXEC));
  if (directory.IsOpen()) fsync(directory.get());
}

}  // namespace

PendingFile::PendingFile(std::string path, bool replaces)
    : path_(std::move(path)), replaces_(replaces) {}

PendingFile::~PendingFile() {
  if (!is_placed_) unlink(temporary_path_.c_str());
}

absl::StatusOr<std::unique_ptr<PendingFile>> PendingFile::Create(
    const std::string& path) {
  auto file =
      std::unique_ptr<PendingFile>(new PendingFile(path, /*replaces=*/true));
  const int error = MakeBeside(path, 0666, file->temporary_path_);
  if (error != 0) return Error(error, path);
  return file;
}

absl::StatusOr<std::unique_ptr<PendingFile>> PendingFile::CreateNew(
    const std::string& path) {
  auto file =
      std::unique_ptr<PendingFile>(new PendingFile(path, /*replaces=*/false));
  const int error = MakeBeside(path, 0666, file->temporary_path_);
  if (error != 0) return Error(error, path);
  return file;
}

absl::Status PendingFile::Commit(Durability durability) {
  Descriptor written(open(temporary_path_.c_str(), O_RDONLY | O_CLOEXEC));
  if (!written.IsOpen()) return Error(errno, path_);
  const bool sync = durability == Durability::kSynced;
  if (sync && fsync(written.get()) != 0) return Error(errno, path_);
  if (int error = Place()) return Error(error, path_);
  if (sync) SyncDirectoryOf(path_);
  return absl::OkStatus();
}

int PendingFile::Place() {
  const char* const from = temporary_path_.c_str();
  if (replaces_) {
    if (rename(from, path_.c_str()) != 0) return errno;
    is_placed_ = true;
    return 0;
  }
  if (renameat2(AT_FDCWD, from, AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) ==
      0) {
    is_placed_ = true;
    return 0;
  }
  // Not every file system knows the flag; most of the others know links.
  if (errno != EINVAL && errno != ENOSYS) return errno;
  return link(from, path_.c_str()) == 0 ? 0 : errno;
}

int ProbeDirectory(const std::string& directory) {
  std::string made;
  const int error = MakeBeside(fs::path(directory) / "probe", 0666, made);
  if (error == 0) unlink(made.c_str());
  return error;
}

void RemoveUnfinishedFiles(const std::string& directory, pid_t writer) {
  std::error_code ignored;
  const fs::path path = directory.empty() ? "." : directory;
  const std::string prefix = PrefixOf(writer);
  for (fs::directory_iterator entry(path, ignored), end;
       !ignored && entry != end; entry.increment(ignored)) {
    if (!absl::StartsWith(entry->path().filename().string(), prefix)) continue;
    std::error_code stays;
    fs::remove(entry->path(), stays);
  }
}

}  // namespace feluda

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
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/files/descriptor.h"
#include "lib/files/file_metadata.h"

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

// Copies what is left of `from`.
absl::Status CopyInPlace(int from, const OutputTarget& target) {
  absl::StatusOr<Descriptor> to = OpenInPlace(target);
  if (!to.ok()) return to.status();
  std::vector<char> buffer(size_t{1} << 20);
  while (true) {
    const ssize_t count = read(from, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    int error = count < 0 ? errno : 0;
    if (count > 0) {
      error = WriteAll(to->get(), absl::string_view(buffer.data(), count));
    } else if (error == 0) {
      error = to->Close();
    }
    if (error != 0) return Error(error, target.name);
    if (count == 0) return absl::OkStatus();
  }
}

}  // namespace

PendingFile::PendingFile(OutputTarget target, bool replaces)
    : target_(std::move(target)), replaces_(replaces) {}

PendingFile::~PendingFile() {
  if (!is_placed_) unlink(temporary_path_.c_str());
}

absl::StatusOr<std::unique_ptr<PendingFile>> PendingFile::Create(
    const std::string& path) {
  absl::StatusOr<OutputTarget> target = FindOutputTarget(path);
  if (!target.ok()) return target.status();
  return Make(*std::move(target), /*replaces=*/true);
}

absl::StatusOr<std::unique_ptr<PendingFile>> PendingFile::CreateNew(
    const std::string& path) {
  OutputTarget target;
  target.name = target.path = path;
  return Make(std::move(target), /*replaces=*/false);
}

absl::StatusOr<std::unique_ptr<PendingFile>> PendingFile::Make(
    OutputTarget target, bool replaces) {
  std::unique_ptr<PendingFile> file(
      new PendingFile(std::move(target), replaces));
  fs::path beside = file->target_.path;
  if (file->target_.in_place) {
    std::error_code error;
    const fs::path directory = fs::temp_directory_path(error);
    if (error) return Error(error.value(), "TMPDIR");
    beside = directory / beside.filename();
  }
  // What was private stays so while it is written.
  const mode_t mode = file->target_.existing.has_value() ? 0600 : 0666;
  if (int error = MakeBeside(beside, mode, file->temporary_path_)) {
    return Error(error, file->target_.name);
  }
  return file;
}

absl::Status PendingFile::Commit(Durability durability) {
  const Descriptor written(open(temporary_path_.c_str(), O_RDONLY | O_CLOEXEC));
  if (!written.IsOpen()) return Error(errno, target_.name);
  if (target_.in_place) return CopyInPlace(written.get(), target_);
  if (target_.existing.has_value()) {
    CopyMetadata(target_.path, *target_.existing, written.get());
  }
  const bool sync = durability == Durability::kSynced;
  if (sync && fsync(written.get()) != 0) return Error(errno, target_.name);
  if (int error = replaces_ ? Replace() : PutWhereNothingIs()) {
    return Error(error, target_.name);
  }
  if (sync) SyncDirectoryOf(target_.path);
  return absl::OkStatus();
}

int PendingFile::Replace() {
  if (rename(temporary_path_.c_str(), target_.path.c_str()) != 0) return errno;
  is_placed_ = true;
  return 0;
}

int PendingFile::PutWhereNothingIs() {
  const char* const from = temporary_path_.c_str();
  const char* const to = target_.path.c_str();
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) {
    is_placed_ = true;
    return 0;
  }
  // Not every file system knows the flag; most of the others know links.
  if (errno != EINVAL && errno != ENOSYS) return errno;
  return link(from, to) == 0 ? 0 : errno;
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

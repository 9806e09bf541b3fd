#include "lib/measure/preload/report_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace feluda::preload {
namespace {

constexpr int kFlags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY;
constexpr mode_t kMode = 0666;

// Programs expect the lowest free numbers for what they open themselves, and
// shells use those below 256.
int MoveUp(int descriptor) {
  constexpr int kLowest[] = {960, 480, 240, 100};
  for (const int lowest : kLowest) {
    const int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, lowest);
    if (moved >= 0) return moved;
  }
  return -1;
}

void WriteAll(int descriptor, const char* text, size_t length) {
  while (length > 0) {
    const ssize_t written = write(descriptor, text, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text += written;
    length -= static_cast<size_t>(written);
  }
}

}  // namespace

bool ReportFile::Keep(int descriptor) {
  struct stat file;
  if (fstat(descriptor, &file) != 0) return false;
  descriptor_ = MoveUp(descriptor);
  device_ = file.st_dev;
  inode_ = file.st_ino;
  return descriptor_ >= 0;
}

bool ReportFile::Open(const char* path) {
  path_ = path;
  if (path == nullptr) return Keep(STDERR_FILENO);
  const int opened = open(path, kFlags, kMode);
  if (opened < 0) return false;
  const bool kept = Keep(opened);
  close(opened);
  return kept;
}

bool ReportFile::IsStillOurs() const {
  struct stat file;
  return fstat(descriptor_, &file) == 0 && file.st_dev == device_ &&
         file.st_ino == inode_;
}

void ReportFile::Append(const char* text, size_t length) {
  if (IsStillOurs()) return WriteAll(descriptor_, text, length);
  if (path_ == nullptr || path_[0] != '/') return;
  const int opened = open(path_, kFlags & ~O_CREAT);
  if (opened < 0) return;
  WriteAll(opened, text, length);
  close(opened);
}

}  // namespace feluda::preload

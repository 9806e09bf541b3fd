#include "lib/files/pending_file.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

std::string TemporaryPath(const fs::path& path) {
  static std::atomic<int> count{0};
  return path.parent_path() / absl::StrCat(".pending_", getpid(), "_", ++count,
                                           "_", path.filename().string());
}

absl::Status Failed(const std::string& path) {
  return absl::UnavailableError(
      absl::StrCat(path, ": cannot be written: ", std::strerror(errno)));
}

}  // namespace

PendingFile::PendingFile(std::string path)
    : path_(std::move(path)), temporary_path_(TemporaryPath(path_)) {}

PendingFile::~PendingFile() {
  if (!committed_) unlink(temporary_path_.c_str());
}

absl::Status PendingFile::Commit() {
  if (std::rename(temporary_path_.c_str(), path_.c_str()) != 0) {
    return Failed(path_);
  }
  committed_ = true;
  return absl::OkStatus();
}

absl::Status WritePendingFile(const std::string& path,
                              absl::string_view contents) {
  PendingFile pending(path);
  std::FILE* const file = std::fopen(pending.temporary_path().c_str(), "wbe");
  if (file == nullptr) return Failed(path);
  const bool written =
      std::fwrite(contents.data(), 1, contents.size(), file) == contents.size();
  const absl::Status failure = Failed(path);
  if (std::fclose(file) != 0) return Failed(path);
  return written ? pending.Commit() : failure;
}

}  // namespace feluda

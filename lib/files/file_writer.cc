#include "lib/files/file_writer.h"

#include <fcntl.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/files/descriptor.h"
#include "lib/files/output_target.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

absl::Status Error(int error, absl::string_view what, const std::string& path) {
  return absl::ErrnoToStatus(error, absl::StrCat("cannot ", what, " ", path));
}

absl::Status Fill(const PendingFile& file, const std::string& path,
                  absl::string_view contents) {
  Descriptor opened(open(file.temporary_path().c_str(), O_WRONLY | O_CLOEXEC));
  if (!opened.IsOpen()) return Error(errno, "write", path);
  int error = WriteAll(opened.get(), contents);
  if (error == 0) error = opened.Close();
  return error == 0 ? absl::OkStatus() : Error(error, "write", path);
}

}  // namespace

absl::Status WriteFileWhole(const std::string& path, absl::string_view contents,
                            Durability durability) {
  const absl::StatusOr<OutputTarget> target = FindOutputTarget(path);
  if (!target.ok()) return target.status();
  if (target->in_place) return WriteInPlace(*target, contents);
  const auto file = PendingFile::Create(path);
  if (!file.ok()) return file.status();
  const absl::Status filled = Fill(**file, path, contents);
  return filled.ok() ? (*file)->Commit(durability) : filled;
}

absl::Status WriteNewFileWhole(const std::string& path,
                               absl::string_view contents) {
  const auto file = PendingFile::CreateNew(path);
  if (!file.ok()) return file.status();
  const absl::Status filled = Fill(**file, path, contents);
  return filled.ok() ? (*file)->Commit(Durability::kSynced) : filled;
}

absl::Status CheckOutputFile(const std::string& path) {
  const absl::StatusOr<OutputTarget> target = FindOutputTarget(path);
  if (!target.ok() || target->in_place) return target.status();
  return PrepareDirectory(fs::path(target->path).parent_path().string());
}

absl::Status PrepareDirectory(const std::string& directory) {
  const fs::path path = directory.empty() ? "." : directory;
  std::error_code failure;
  fs::create_directories(path, failure);
  if (failure) {
    return Error(failure.value(), "create directory", path.string());
  }
  if (int error = ProbeDirectory(path.string())) {
    return Error(error, "create files in directory", path.string());
  }
  return absl::OkStatus();
}

}  // namespace feluda

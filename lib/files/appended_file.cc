#include "lib/files/appended_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <fstream>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/files/descriptor.h"
#include "lib/files/file_writer.h"
#include "lib/files/output_target.h"

namespace feluda {
namespace {

constexpr absl::string_view kVerb = "append to";

absl::Status Error(int error, const std::string& path) {
  return absl::ErrnoToStatus(error, absl::StrCat("cannot ", kVerb, " ", path));
}

// What makes the text begin a paragraph of its own. What is no regular file is
// not looked at: a named pipe would wait for a writer.
absl::string_view Separator(const OutputTarget& target) {
  if (!target.existing.has_value() || !S_ISREG(target.existing->st_mode)) {
    return "";
  }
  std::ifstream file(target.path, std::ios::binary | std::ios::ate);
  if (!file || file.tellg() <= 0) return "";
  file.seekg(-1, std::ios::end);
  return file.get() == '\n' ? "\n" : "\n\n";
}

Descriptor Open(const OutputTarget& target) {
  if (target.descriptor >= 0) {
    return Descriptor(fcntl(target.descriptor, F_DUPFD_CLOEXEC, 0));
  }
  return Descriptor(open(target.path.c_str(),
                         O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY,
                         0666));
}

}  // namespace

absl::Status CheckAppendable(const std::string& path) {
  const absl::StatusOr<OutputTarget> target = FindOutputTarget(path, kVerb);
  if (!target.ok()) return target.status();
  if (target->in_place || target->existing.has_value()) return absl::OkStatus();
  return PrepareDirectory(
      std::filesystem::path(target->path).parent_path().string());
}

absl::Status AppendToFile(const std::string& path, absl::string_view text) {
  const absl::StatusOr<OutputTarget> target = FindOutputTarget(path, kVerb);
  if (!target.ok()) return target.status();
  // In one call, so that it stays together when several append at once.
  const std::string all = absl::StrCat(Separator(*target), text);
  Descriptor file = Open(*target);
  if (!file.IsOpen()) return Error(errno, path);
  int error = WriteAll(file.get(), all);
  const int closed = file.Close();
  if (error == 0) error = closed;
  return error == 0 ? absl::OkStatus() : Error(error, path);
}

}  // namespace feluda

#include "reporters/output/prefixed_files.h"

#include <filesystem>
#include <iostream>

#include "absl/strings/str_cat.h"

namespace feluda {

absl::Status CheckFilePrefix(const std::string& prefix) {
  if (!std::filesystem::path(prefix).filename().empty()) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("'", prefix, "' has no name for the files"));
}

absl::Status WritePrefixedFiles(const std::string& prefix,
                                const UniqueFiles::Contents& contents) {
  if (contents.empty()) return absl::OkStatus();
  const std::filesystem::path path(prefix);
  const std::string directory = path.parent_path().string();
  UniqueFiles files(directory.empty() ? "." : directory,
                    path.filename().string());
  absl::Status saved = files.Write(contents);
  for (const std::string& name : files.paths()) std::cout << name << "\n";
  return saved;
}

}  // namespace feluda

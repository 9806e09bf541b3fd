#include "lib/files/unique_files.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "lib/files/file_writer.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

// A link that leads nowhere exists, too.
bool Exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

bool AnyExists(const std::vector<std::string>& paths) {
  return std::any_of(paths.begin(), paths.end(), Exists);
}

// Puts all the files where nothing is. If one of the names is taken by then
// none of them stays; after any other error what was written does.
absl::Status WriteNewFiles(const std::vector<std::string>& paths,
                           const UniqueFiles::Contents& contents) {
  absl::Status status;
  for (size_t i = 0; i < contents.size(); ++i) {
    absl::Status written = WriteNewFileWhole(paths[i], contents[i].second);
    if (absl::IsAlreadyExists(written)) {
      std::error_code ignored;
      for (size_t j = 0; j < i; ++j) fs::remove(paths[j], ignored);
      return written;
    }
    status.Update(written);
  }
  return status;
}

}  // namespace

UniqueFiles::UniqueFiles(std::string directory, std::string name)
    : directory_(std::move(directory)), name_(std::move(name)) {}

std::vector<std::string> UniqueFiles::paths() const {
  std::vector<std::string> there;
  std::copy_if(paths_.begin(), paths_.end(), std::back_inserter(there), Exists);
  return there;
}

absl::Status UniqueFiles::Write(const Contents& contents) {
  if (paths_.empty()) return WriteFirst(contents);
  absl::Status status;
  for (size_t i = 0; i < contents.size(); ++i) {
    status.Update(WriteFileWhole(paths_[i], contents[i].second));
  }
  return status;
}

absl::Status UniqueFiles::WriteFirst(const Contents& contents) {
  for (int number = 1;; ++number) {
    const std::string suffix = number == 1 ? "" : absl::StrCat("_", number);
    std::vector<std::string> paths;
    for (const auto& [ending, text] : contents) {
      paths.push_back(
          (fs::path(directory_) / absl::StrCat(name_, suffix, ending))
              .string());
    }
    if (AnyExists(paths)) continue;
    absl::Status status = WriteNewFiles(paths, contents);
    if (absl::IsAlreadyExists(status)) continue;
    if (AnyExists(paths)) paths_ = std::move(paths);
    return status;
  }
}

}  // namespace feluda

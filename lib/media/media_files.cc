#include "lib/media/media_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

constexpr absl::string_view kImageEndings[] = {
    ".bmp", ".gif", ".jfif", ".jp2", ".jpe", ".jpeg", ".jpg", ".pbm",
    ".pgm", ".png", ".pnm",  ".ppm", ".tif", ".tiff", ".webp"};

constexpr absl::string_view kVideoEndings[] = {
    ".3gp",  ".asf", ".avi", ".flv", ".m2ts", ".m4v", ".mkv", ".mov",  ".mp4",
    ".mpeg", ".mpg", ".mts", ".mxf", ".ogv",  ".ts",  ".vob", ".webm", ".wmv"};

template <size_t n>
bool EndsWithAny(absl::string_view name,
                 const absl::string_view (&endings)[n]) {
  return std::any_of(std::begin(endings), std::end(endings),
                     [&](absl::string_view ending) {
                       return absl::EndsWithIgnoreCase(name, ending);
                     });
}

absl::Status Unreadable(const fs::path& directory,
                        const std::error_code& error) {
  return absl::Status(
      error == std::errc::no_such_file_or_directory
          ? absl::StatusCode::kNotFound
          : absl::StatusCode::kInvalidArgument,
      absl::StrCat(directory.string(),
                   ": cannot be read as a directory: ", error.message()));
}

void Sort(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
}

}  // namespace

bool IsImageName(absl::string_view name) {
  return EndsWithAny(name, kImageEndings);
}

bool IsVideoName(absl::string_view name) {
  return EndsWithAny(name, kVideoEndings);
}

absl::StatusOr<MediaFiles> FindMediaFiles(const std::string& directory) {
  std::error_code error;
  MediaFiles found;
  fs::recursive_directory_iterator entry(directory, error);
  while (!error && entry != fs::recursive_directory_iterator()) {
    const fs::path path = entry->path();
    std::error_code ignored;
    if (absl::StartsWith(path.filename().string(), ".")) {
      entry.disable_recursion_pending();
    } else if (!entry->is_directory(ignored)) {
      std::string name = path.lexically_relative(directory).string();
      (IsImageName(name)   ? found.images
       : IsVideoName(name) ? found.videos
                           : found.others)
          .push_back(std::move(name));
    }
    entry.increment(error);
    if (error) return Unreadable(path, error);
  }
  if (error) return Unreadable(directory, error);
  for (auto* names : {&found.images, &found.videos, &found.others}) {
    Sort(*names);
  }
  return found;
}

}  // namespace feluda

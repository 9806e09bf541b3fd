#include "lib/media/media_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/media/content_kind.h"

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

ContentKind KindOfName(absl::string_view name) {
  if (IsImageName(name)) return ContentKind::kImage;
  return IsVideoName(name) ? ContentKind::kVideo : ContentKind::kUnknown;
}

void AddFile(const fs::path& root, std::string name, MediaFiles& found) {
  ContentKind kind = KindOfName(name);
  if (kind == ContentKind::kUnknown) {
    found.others.push_back(std::move(name));
    return;
  }
  const ContentKind content = KindOfFile((root / name).string());
  if (content != ContentKind::kUnknown && content != kind) {
    kind = content;
    found.misnamed.push_back(name);
  }
  (kind == ContentKind::kImage ? found.images : found.videos)
      .push_back(std::move(name));
}

// Adds the files of a directory, and the directories in it to `below`. The
// error is the directory's.
std::error_code ListDirectory(const fs::path& root, const fs::path& relative,
                              std::vector<fs::path>& below, MediaFiles& found) {
  std::error_code error;
  fs::directory_iterator entry(root / relative, error);
  while (!error && entry != fs::directory_iterator()) {
    const fs::path path = relative / entry->path().filename();
    std::error_code ignored;
    if (absl::StartsWith(path.filename().string(), ".")) {
      // Hidden.
    } else if (!entry->is_directory(ignored)) {
      AddFile(root, path.string(), found);
    } else if (!entry->is_symlink(ignored)) {
      below.push_back(path);
    }
    entry.increment(error);
  }
  return error;
}

}  // namespace

bool IsImageName(absl::string_view name) {
  return EndsWithAny(name, kImageEndings);
}

bool IsVideoName(absl::string_view name) {
  return EndsWithAny(name, kVideoEndings);
}

absl::StatusOr<MediaFiles> FindMediaFiles(const std::string& directory) {
  MediaFiles found;
  // One directory is open at a time, however deep they are.
  std::vector<fs::path> below;
  const std::error_code error = ListDirectory(directory, "", below, found);
  if (error) return Unreadable(directory, error);
  while (!below.empty()) {
    const fs::path next = std::move(below.back());
    below.pop_back();
    if (const auto cause = ListDirectory(directory, next, below, found)) {
      found.unreadable.push_back({next.string(), cause.message()});
    }
  }
  for (auto* names :
       {&found.images, &found.videos, &found.others, &found.misnamed}) {
    std::sort(names->begin(), names->end());
  }
  std::sort(found.unreadable.begin(), found.unreadable.end(),
            [](const UnreadableDirectory& a, const UnreadableDirectory& b) {
              return a.path < b.path;
            });
  return found;
}

}  // namespace feluda

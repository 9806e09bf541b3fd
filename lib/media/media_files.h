// The images and videos in a directory and those below it, told by the endings
// of their names: a damaged image is an image, which is for its reader to say.
//
//   absl::StatusOr<MediaFiles> found = FindMediaFiles("/data/clippings");
//   if (found.ok()) Read("/data/clippings/" + found->images.front());
//
// Threads: any number.

#ifndef LIB_MEDIA_MEDIA_FILES_H_
#define LIB_MEDIA_MEDIA_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

struct UnreadableDirectory {
  std::string path;
  // The system's words, `Permission denied`.
  std::string cause;
};

// Paths from the directory on, in the order of their bytes.
struct MediaFiles {
  std::vector<std::string> images;
  std::vector<std::string> videos;
  std::vector<std::string> others;
  // Those below the directory of which not all files are known.
  std::vector<UnreadableDirectory> unreadable;
};

// By the ending of the name, in small letters or capitals.
bool IsImageName(absl::string_view name);
bool IsVideoName(absl::string_view name);

// Hidden files and directories are left out; links to files are followed, links
// to directories are not. Directories below that cannot be read are part of the
// result; an error is that `directory` itself cannot be read, and names it.
absl::StatusOr<MediaFiles> FindMediaFiles(const std::string& directory);

}  // namespace feluda

#endif  // LIB_MEDIA_MEDIA_FILES_H_

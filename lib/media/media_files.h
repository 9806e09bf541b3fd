// The images and videos in a directory and its subdirectories, recognised by
// the endings of their names; where the first bytes of such a file are those of
// the other kind, it is what they say. A damaged image is listed too, and its
// reader reports the damage.
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
  // The system's message, such as `Permission denied`.
  std::string cause;
};

// Paths relative to the directory, sorted by their bytes.
struct MediaFiles {
  std::vector<std::string> images;
  std::vector<std::string> videos;
  std::vector<std::string> others;
  // Those of the images and videos that their names take for the other kind.
  std::vector<std::string> misnamed;
  // Directories below the given one whose files are not all known.
  std::vector<UnreadableDirectory> unreadable;
};

// Whether the name has the ending of an image or a video, in either case.
bool IsImageName(absl::string_view name);
bool IsVideoName(absl::string_view name);

// Hidden files and directories are left out; links to files are followed, links
// to directories are not. Directories below that cannot be read are part of the
// result; an error is that `directory` itself cannot be read, and names it.
absl::StatusOr<MediaFiles> FindMediaFiles(const std::string& directory);

}  // namespace feluda

#endif  // LIB_MEDIA_MEDIA_FILES_H_

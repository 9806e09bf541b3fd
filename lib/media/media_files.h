// The images and videos in a directory and its subdirectories, recognised by
// the endings of their names. A file whose first bytes are those of the other
// kind is what they say. A damaged image is listed too, and its reader reports
// the damage.
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
  // Those of the images that are named as videos, and of the videos that are
  // named as images.
  std::vector<std::string> misnamed;
  // Directories below the given one that could not be read to the end.
  std::vector<UnreadableDirectory> unreadable;
};

// Whether the name has the ending of an image or a video, in either case.
bool IsImageName(absl::string_view name);
bool IsVideoName(absl::string_view name);

// Finds the files of a directory. Hidden files and directories are left out;
// links to files are followed, links to directories are not. The result names
// the directories below that cannot be read. Error: `directory` itself cannot
// be read; the error names it.
absl::StatusOr<MediaFiles> FindMediaFiles(const std::string& directory);

}  // namespace feluda

#endif  // LIB_MEDIA_MEDIA_FILES_H_

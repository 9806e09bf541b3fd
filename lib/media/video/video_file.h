// A video to be analysed, by its path: the input of the operators on videos.

#ifndef LIB_MEDIA_VIDEO_VIDEO_FILE_H_
#define LIB_MEDIA_VIDEO_VIDEO_FILE_H_

#include <memory>
#include <string>

namespace feluda {

struct VideoFile {
  std::string path;
  // Owns what the path depends on, such as a temporary directory, if anything.
  // It is freed with the last copy.
  std::shared_ptr<const void> holder = nullptr;
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_VIDEO_FILE_H_

// A directory for media that are made up: one of its own that goes away with
// the object, or one that the user names and keeps.
//
//   absl::StatusOr<MediaDirectory> directory = MediaDirectory::Create();
//   if (!directory.ok()) return directory.status();
//   Write(video, directory->PathOf("cuts_640x480.mp4"));
//
// Directories of one's own are `$TMPDIR/feluda_media_XXXXXX`. A process that is
// killed leaves its own behind; the next Create() of anybody who may removes
// it. Whether it is still in use is told by a lock that dies with the process.
//
// Threads: PathOf() and path() by any number. After fork() the directory is the
// parent's: a child's copy of the object removes nothing.

#ifndef LIB_DATA_MEDIA_DIRECTORY_H_
#define LIB_DATA_MEDIA_DIRECTORY_H_

#include <sys/types.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

class MediaDirectory {
 public:
  // `kept_at` is made with its parents where it is missing, and stays with all
  // that is in it. If it is empty the directory is a new one, which goes away.
  // Errors name the directory and the cause.
  static absl::StatusOr<MediaDirectory> Create(const std::string& kept_at = "");

  MediaDirectory(MediaDirectory&& other);
  MediaDirectory& operator=(MediaDirectory&& other);
  ~MediaDirectory() { Remove(); }

  // Absolute.
  const std::string& path() const { return path_; }

  // Where a file of that name is, or will be.
  std::string PathOf(absl::string_view name) const;

 private:
  // A directory that is kept has no lock.
  static constexpr int kNoLock = -1;

  MediaDirectory(std::string path, int lock);

  static absl::StatusOr<MediaDirectory> CreateTemporary();
  static absl::StatusOr<MediaDirectory> CreateKept(const std::string& path);
  void Remove();

  std::string path_;
  // Of the open directory itself.
  int lock_;
  pid_t owner_;
};

}  // namespace feluda

#endif  // LIB_DATA_MEDIA_DIRECTORY_H_

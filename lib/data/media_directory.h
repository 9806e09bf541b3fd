// A directory for made-up media: a temporary one that is removed with the
// object, or one that the user names and keeps.
//
//   absl::StatusOr<MediaDirectory> directory = MediaDirectory::Create();
//   if (!directory.ok()) return directory.status();
//   Write(video, directory->PathOf("cuts_640x480.mp4"));
//
// Temporary directories are `$TMPDIR/feluda_media_XXXXXX`. A process that is
// killed leaves its directory behind; the next Create() of the same user
// removes it. A lock that ends with the process tells whether a directory is in
// use.
//
// Threads: any number may call PathOf() and path(). After fork() the directory
// is the parent's: a child's copy of the object removes nothing.

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
  // Creates `kept_at` with its parents if it is missing, and never removes it.
  // Creates a temporary directory if `kept_at` is empty.
  // Errors name the directory and the cause.
  static absl::StatusOr<MediaDirectory> Create(const std::string& kept_at = "");

  MediaDirectory(MediaDirectory&& other) noexcept;
  MediaDirectory& operator=(MediaDirectory&& other) noexcept;
  ~MediaDirectory() { Remove(); }

  // The absolute path.
  const std::string& path() const { return path_; }

  // The path of a file of that name in the directory.
  std::string PathOf(absl::string_view name) const;

 private:
  // A directory that is kept has no lock.
  static constexpr int kNoLock = -1;

  MediaDirectory(std::string path, int lock);

  static absl::StatusOr<MediaDirectory> CreateTemporary();
  static absl::StatusOr<MediaDirectory> CreateKept(const std::string& path);
  void Remove();

  std::string path_;
  // A descriptor of the directory, which holds the lock.
  int lock_;
  pid_t owner_;
};

}  // namespace feluda

#endif  // LIB_DATA_MEDIA_DIRECTORY_H_

// A file that appears whole or not at all: written under another name beside
// its place, then moved there.
//
//   PendingFile file("/data/cuts.mp4");
//   Encode(video, file.temporary_path());  // same ending, same directory
//   absl::Status status = file.Commit();
//
// What is not committed is removed with the object. Threads: two objects of one
// process for the same path do not disturb each other; the last to commit wins.

#ifndef LIB_FILES_PENDING_FILE_H_
#define LIB_FILES_PENDING_FILE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace feluda {

class PendingFile {
 public:
  explicit PendingFile(std::string path);
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  ~PendingFile();

  // Where to write.
  const std::string& temporary_path() const { return temporary_path_; }

  // Puts what was written there in place of whatever is at the path. Errors
  // name the path and the cause.
  absl::Status Commit();

 private:
  const std::string path_;
  const std::string temporary_path_;
  bool committed_ = false;
};

// The whole of a small file at once.
absl::Status WritePendingFile(const std::string& path,
                              absl::string_view contents);

}  // namespace feluda

#endif  // LIB_FILES_PENDING_FILE_H_

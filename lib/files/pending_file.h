// A file that appears whole or not at all: it is written under another name
// beside its place and then renamed.
//
//   auto file = PendingFile::Create("/data/cuts.mp4");
//   if (!file.ok()) return file.status();
//   Encode(video, (*file)->temporary_path());  // the same ending
//   absl::Status status = (*file)->Commit();
//
// What is not committed is removed with the object.
//
// The new file keeps the owner, permissions, access control list and user
// attributes of the one that it replaces (file_metadata.h). Other hard links to
// the old file keep the old contents. Where the path is a symbolic link, the
// link stays and its target is replaced, or made if it is missing. What cannot
// be replaced, such as a device, is written in place (output_target.h); the
// temporary file is in $TMPDIR then, and Commit() copies it.
//
// Threads: two objects for the same path do not disturb each other; the last to
// commit wins.

#ifndef LIB_FILES_PENDING_FILE_H_
#define LIB_FILES_PENDING_FILE_H_

#include <sys/types.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/files/output_target.h"

namespace feluda {

// Whether a file and its name survive a power failure from Commit() on. Syncing
// takes milliseconds a file, which is wasted on what can be made again.
enum class Durability { kSynced, kUnsynced };

class PendingFile {
 public:
  // Makes the temporary file, empty. Commit() replaces what is at the path.
  static absl::StatusOr<std::unique_ptr<PendingFile>> Create(
      const std::string& path);

  // Makes a file whose Commit() replaces nothing: where something is at the
  // path, even a link that leads nowhere, its error is AlreadyExists. Of
  // several processes exactly one succeeds.
  static absl::StatusOr<std::unique_ptr<PendingFile>> CreateNew(
      const std::string& path);

  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;
  ~PendingFile();

  // Where to write.
  const std::string& temporary_path() const { return temporary_path_; }

  // Puts what was written at its place. Errors name the path and the cause.
  absl::Status Commit(Durability durability = Durability::kUnsynced);

 private:
  PendingFile(OutputTarget target, bool replaces);

  static absl::StatusOr<std::unique_ptr<PendingFile>> Make(OutputTarget target,
                                                           bool replaces);
  // These return an errno, or 0 for success.
  int Replace();
  int PutWhereNothingIs();

  const OutputTarget target_;
  const bool replaces_;
  std::string temporary_path_;
  bool is_placed_ = false;
};

// Proves that files can be made in the directory, by making one. Returns an
// errno, or 0 for success.
int ProbeDirectory(const std::string& directory);

// Removes the temporary files that the dead process `writer` left in the
// directory.
void RemoveUnfinishedFiles(const std::string& directory, pid_t writer);

}  // namespace feluda

#endif  // LIB_FILES_PENDING_FILE_H_

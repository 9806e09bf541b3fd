// Puts files in place, whole or not at all. A reader, also one that comes at
// the worst moment or after a crash, sees the old contents or the new ones.
//
//   absl::Status status = CheckOutputFile(path);  // before anything runs
//   status = WriteFileWhole(path, text);
//
// Two kinds of path cannot be replaced and are opened and written instead: what
// is no regular file (a device, a named pipe, /dev/stdout), and a file that may
// be written but not replaced, as in a read-only directory (output_target.h).
// Write these only once, since a pipe passes on every version. A file that may
// not be written is not replaced.

#ifndef LIB_FILES_FILE_WRITER_H_
#define LIB_FILES_FILE_WRITER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/files/pending_file.h"  // IWYU pragma: export

namespace feluda {

// Writes `contents` to `path`. A file that is there is replaced, and the new
// one keeps its permissions and owner; a link is followed (pending_file.h). The
// mode of a new file follows the umask. Errors name the file and the cause, and
// leave nothing behind. REQUIRES: the directory exists.
absl::Status WriteFileWhole(const std::string& path, absl::string_view contents,
                            Durability durability = Durability::kSynced);

// Writes `contents` to `path` unless something is there, which is left alone;
// the error is then AlreadyExists. Of several processes that try at once
// exactly one succeeds.
absl::Status WriteNewFileWhole(const std::string& path,
                               absl::string_view contents);

// Checks that WriteFileWhole() can write the path, as far as that can be told
// without writing. Makes the parent directory if it is missing. Errors name the
// path and the cause: it is a directory, say, or a link to itself.
absl::Status CheckOutputFile(const std::string& path);

// Creates the directory and its parents where missing, and proves that files
// can be made in it. Call it before anything runs, not after.
absl::Status PrepareDirectory(const std::string& directory);

}  // namespace feluda

#endif  // LIB_FILES_FILE_WRITER_H_

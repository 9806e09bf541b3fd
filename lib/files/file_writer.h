// Puts files in place, whole or not at all. A reader, also one that comes at
// the worst moment or after a crash, sees the old contents or the new ones.
//
//   absl::Status status = CheckOutputFile(path);  // before anything runs
//   status = WriteFileWhole(path, text);
//
// Two things are not files that can be put in place, and are opened and written
// instead: what is no regular file (a device, a named pipe, /dev/stdout), and a
// file that may be written but not replaced, as in a directory that is
// read-only. output_target.h says which; they should be written once, as a pipe
// passes on each version. A file that may not be written is not replaced.

#ifndef LIB_FILES_FILE_WRITER_H_
#define LIB_FILES_FILE_WRITER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/files/pending_file.h"  // IWYU pragma: export

namespace feluda {

// Writes `contents` to `path`. A file that is there is replaced and leaves its
// permissions and owner to the new one; a link is followed. pending_file.h says
// more. A new file's mode is what the umask says. Errors name the file and the
// cause; nothing is left behind then. The directory must exist.
absl::Status WriteFileWhole(const std::string& path, absl::string_view contents,
                            Durability durability = Durability::kSynced);

// Likewise, but where `path` exists it is left alone and the error is
// kAlreadyExists. Of several processes that try at once exactly one succeeds.
absl::Status WriteNewFileWhole(const std::string& path,
                               absl::string_view contents);

// Whether WriteFileWhole() can write the path, so far as that can be told
// without writing it. The parent directory is made if missing. Errors name the
// path and the cause: it is a directory, say, or a link to itself.
absl::Status CheckOutputFile(const std::string& path);

// Creates the directory and its parents where missing, and proves that files
// can be made in it. Call it before anything runs, not after.
absl::Status PrepareDirectory(const std::string& directory);

}  // namespace feluda

#endif  // LIB_FILES_FILE_WRITER_H_

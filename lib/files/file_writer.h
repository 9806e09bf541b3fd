// Puts files in place, whole or not at all. A reader, also one that comes at
// the worst moment or after a crash, sees the old contents or the new ones.

#ifndef LIB_FILES_FILE_WRITER_H_
#define LIB_FILES_FILE_WRITER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/files/pending_file.h"  // IWYU pragma: export

namespace feluda {

// Writes `contents` to `path`, replacing a file that is there. The mode is what
// the umask says. Errors name the file and the cause; nothing is left behind
// then. The directory must exist.
absl::Status WriteFileWhole(const std::string& path, absl::string_view contents,
                            Durability durability = Durability::kSynced);

// Likewise, but where `path` exists it is left alone and the error is
// kAlreadyExists. Of several processes that try at once exactly one succeeds.
absl::Status WriteNewFileWhole(const std::string& path,
                               absl::string_view contents);

// Creates the directory and its parents where missing, and proves that files
// can be made in it. Call it before anything runs, not after.
absl::Status PrepareDirectory(const std::string& directory);

}  // namespace feluda

#endif  // LIB_FILES_FILE_WRITER_H_

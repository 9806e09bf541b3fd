// Reads a whole file into memory, up to a size.
//
//   absl::StatusOr<std::string> bytes = ReadFileBytes("photo.jpg", 1 << 30);
//   absl::StatusOr<std::string> report = ReadInput("/dev/stdin", 1 << 30);
//
// Reading always ends: devices, directories and whatever has more than
// `max_bytes` are refused. Errors begin with the path: NotFoundError where
// nothing is there, InvalidArgumentError for what is no such file,
// ResourceExhaustedError above the limit, UnavailableError where the system
// refuses, as without permission. Threads: any number.

#ifndef LIB_FILES_FILE_BYTES_H_
#define LIB_FILES_FILE_BYTES_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace feluda {

// Reads a regular file.
absl::StatusOr<std::string> ReadFileBytes(const std::string& path,
                                          int64_t max_bytes);

// Reads what a user names as input: a regular file, or a pipe to its end, such
// as /dev/stdin or a shell's <(command). The writer of a named pipe has two
// seconds to open it.
absl::StatusOr<std::string> ReadInput(const std::string& path,
                                      int64_t max_bytes);

}  // namespace feluda

#endif  // LIB_FILES_FILE_BYTES_H_

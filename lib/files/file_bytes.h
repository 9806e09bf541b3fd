// A whole file in memory, up to a size.
//
//   absl::StatusOr<std::string> bytes = ReadFileBytes("photo.jpg", 1 << 30);
//
// Errors begin with the path: NotFoundError where nothing is there,
// InvalidArgumentError for what is no regular file, ResourceExhaustedError
// above the limit. Threads: any number.

#ifndef LIB_FILES_FILE_BYTES_H_
#define LIB_FILES_FILE_BYTES_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace feluda {

absl::StatusOr<std::string> ReadFileBytes(const std::string& path,
                                          int64_t max_bytes);

}  // namespace feluda

#endif  // LIB_FILES_FILE_BYTES_H_

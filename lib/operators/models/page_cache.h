// Controls the kernel's cache of a file's contents.

#ifndef LIB_OPERATORS_MODELS_PAGE_CACHE_H_
#define LIB_OPERATORS_MODELS_PAGE_CACHE_H_

#include <string>

#include "absl/status/status.h"

namespace feluda {

// Asks the kernel to forget the file's contents, so that the next reader reads
// the disk. What is not on the disk yet is written first. Errors name the file.
absl::Status DropFromPageCache(const std::string& path);

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_PAGE_CACHE_H_

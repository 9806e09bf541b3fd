// SHA-256 (FIPS 180-4) of a file, by which a report says which model it was
// made with, and by which models are published. Threads: any number. Cost: some
// 0.2 s for 350 MB, which the file is read in pieces for.

#ifndef LIB_OPERATORS_MODELS_SHA256_H_
#define LIB_OPERATORS_MODELS_SHA256_H_

#include <string>

#include "absl/status/statusor.h"

namespace feluda {

// Returns 64 hexadecimal digits. Errors name the file.
absl::StatusOr<std::string> Sha256OfFile(const std::string& path);

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_SHA256_H_

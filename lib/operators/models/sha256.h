// Computes the SHA-256 (FIPS 180-4) of a file, by which models are published
// and reports say which model they were made with. Threads: any number. Cost:
// some 0.2 s for 350 MB. The file is read in pieces.

#ifndef LIB_OPERATORS_MODELS_SHA256_H_
#define LIB_OPERATORS_MODELS_SHA256_H_

#include <string>

#include "absl/status/statusor.h"

namespace feluda {

// Returns 64 hexadecimal digits. Errors name the file.
absl::StatusOr<std::string> Sha256OfFile(const std::string& path);

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_SHA256_H_

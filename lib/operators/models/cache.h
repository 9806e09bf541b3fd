// Files that are made once and kept in the user's cache directory, which is
// $XDG_CACHE_HOME/feluda_benchmarks, or ~/.cache/feluda_benchmarks.
//
//   absl::StatusOr<std::string> path =
//       CachedFile("resnet18_v1.safetensors", [](const std::string& path) {
//         return WriteSeededWeights(path, kSeed, tensors);
//       });
//
// A file of that name is used as it is, so the name has to change with what is
// made. If several processes want it at once, one makes it and the others wait,
// by a lock on `<name>.lock` beside it, which ends with its process.
//
// Errors tell the directory, the cause (it is read-only, or full) and the
// remedy. Threads: any number.

#ifndef LIB_OPERATORS_MODELS_CACHE_H_
#define LIB_OPERATORS_MODELS_CACHE_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace feluda {

// Returns the directory. A relative XDG_CACHE_HOME is ignored, as in the XDG
// Base Directory Specification. Error: FailedPrecondition if neither
// XDG_CACHE_HOME nor HOME tells it.
absl::StatusOr<std::string> CacheDirectory();

// Returns the path of the file; calls `make` if it is not there. `make` puts
// the whole file at the path that it is given, or nothing.
absl::StatusOr<std::string> CachedFile(
    const std::string& name,
    absl::FunctionRef<absl::Status(const std::string& path)> make);

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_CACHE_H_

// Finds the file that a model is read from: one in the user's directory of
// models, or one with made-up weights in the user's cache.
//
//   absl::StatusOr<ModelFile> file =
//       FindModel(ResNet18Source(), "/data/models");
//   if (!file.ok()) return file.status();
//   Load(file->path);
//
// Made-up weights never complete a user's directory: an operator whose file is
// not in it has no model. Threads: any number.

#ifndef LIB_OPERATORS_MODELS_MODEL_FILE_H_
#define LIB_OPERATORS_MODELS_MODEL_FILE_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/facts.h"

namespace feluda {

struct ModelSource {
  // The names by which the file may be found, the preferred one first.
  std::vector<std::string> names;
  // The name of the made-up file in the cache. It has to change whenever `make`
  // makes something else.
  std::string made_up_name;
  // Writes a made-up file, whole or not at all.
  std::function<absl::Status(const std::string& path)> make;
  // Checks quickly whether the file can be such a model at all. May be null.
  std::function<absl::Status(const std::string& path)> check = nullptr;
};

struct ModelFile {
  std::string path;
  // Whether its weights are made up: then its cost is that of a real model, and
  // its output means nothing.
  bool is_synthetic = false;
};

// Returns the file in `directory` or, if that is empty, the made-up one, which
// is made if it is not in the cache. Errors: NotFound, which names the
// directory and the file that it lacks, and those of cache.h.
absl::StatusOr<ModelFile> FindModel(const ModelSource& source,
                                    const std::string& directory);

// Checks, before anything runs, that the user's directory has a model that
// looks right, and computes its hash for WeightsFact(), so that processes
// forked later need not. Made-up weights are neither checked nor made.
absl::Status CheckModel(const ModelSource& source,
                        const std::string& directory);

// Returns "synthetic", or the file's name and the first digits of its SHA-256,
// which is computed once for each file in a process.
absl::StatusOr<std::string> WeightsFact(const ModelFile& file);

// Adds to an input of a benchmark, for every form of the report, which weights
// its output is computed with: in the fact `weights`, and in the description if
// they are made up.
absl::Status TellWeights(const ModelFile& file, std::string& description,
                         Facts& facts);

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_MODEL_FILE_H_

#include "lib/operators/models/model_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <map>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/operators/models/cache.h"
#include "lib/operators/models/sha256.h"

namespace feluda {
namespace {

bool Exists(const std::string& path) {
  struct stat found;
  return stat(path.c_str(), &found) == 0;
}

// Hashes a file once: it stays as it is while the program runs.
absl::StatusOr<std::string> KeptSha256(const std::string& path) {
  static auto* const mutex = new std::mutex;
  static auto* const kept = new std::map<std::string, std::string>;
  const std::lock_guard<std::mutex> lock(*mutex);
  const auto found = kept->find(path);
  if (found != kept->end()) return found->second;
  absl::StatusOr<std::string> digest = Sha256OfFile(path);
  if (digest.ok()) (*kept)[path] = *digest;
  return digest;
}

}  // namespace

absl::StatusOr<ModelFile> FindModel(const ModelSource& source,
                                    const std::string& directory) {
  if (directory.empty()) {
    absl::StatusOr<std::string> path =
        CachedFile(source.made_up_name, source.make);
    if (!path.ok()) return path.status();
    return ModelFile{*std::move(path), /*is_synthetic=*/true};
  }
  for (const std::string& name : source.names) {
    std::string path = absl::StrCat(directory, "/", name);
    if (Exists(path)) return ModelFile{std::move(path)};
  }
  return absl::NotFoundError(
      absl::StrCat(directory, ": has no ", absl::StrJoin(source.names, " or "),
                   "; docs/models.md tells where it is published"));
}

absl::Status CheckModel(const ModelSource& source,
                        const std::string& directory) {
  if (directory.empty()) return absl::OkStatus();
  const absl::StatusOr<ModelFile> file = FindModel(source, directory);
  if (!file.ok()) return file.status();
  if (source.check != nullptr) {
    if (absl::Status s = source.check(file->path); !s.ok()) return s;
  }
  return WeightsFact(*file).status();
}

absl::StatusOr<std::string> WeightsFact(const ModelFile& file) {
  constexpr size_t kDigits = 12;
  if (file.is_synthetic) return "synthetic";
  const absl::StatusOr<std::string> digest = KeptSha256(file.path);
  if (!digest.ok()) return digest.status();
  return absl::StrCat(std::filesystem::path(file.path).filename().string(),
                      ", SHA-256 ", digest->substr(0, kDigits));
}

absl::Status TellWeights(const ModelFile& file, std::string& description,
                         Facts& facts) {
  const absl::StatusOr<std::string> fact = WeightsFact(file);
  if (!fact.ok()) return fact.status();
  facts["weights"] = *fact;
  if (file.is_synthetic) absl::StrAppend(&description, ", weights: synthetic");
  return absl::OkStatus();
}

}  // namespace feluda

#include "lib/networks/onnx/format/external_data.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

// Maps the files that tensors' values are in, each once.
class ExternalFiles {
 public:
  explicit ExternalFiles(const std::string& model_path, MappedFiles& files)
      : model_path_(model_path), files_(files) {}

  absl::Status Find(OnnxTensor& tensor) {
    const std::string prefix = absl::StrCat(
        "tensor \"", absl::CHexEscape(tensor.name), "\": its data in \"",
        absl::CHexEscape(tensor.location), "\" ");
    if (!IsBelow(tensor.location)) {
      return absl::InvalidArgumentError(
          absl::StrCat(prefix,
                       "is not read: expected a path below the model's "
                       "folder"));
    }
    const std::string path =
        fs::path(model_path_).parent_path() / tensor.location;
    auto [found, is_new] = by_path_.try_emplace(path);
    if (is_new) {
      auto file = MappedFile::Open(path);
      if (!file.ok()) return file.status();
      found->second = *file;
      files_.push_back(*std::move(file));
    }
    const absl::string_view bytes = found->second->bytes();
    const uint64_t offset = tensor.offset;
    if (tensor.offset < 0 || offset > bytes.size()) {
      return absl::InvalidArgumentError(absl::StrCat(
          prefix, "begins at ", tensor.offset, " of ", bytes.size()));
    }
    const uint64_t left = bytes.size() - offset;
    const uint64_t length = tensor.length < 0 ? left : tensor.length;
    if (length > left) {
      return absl::InvalidArgumentError(absl::StrCat(
          prefix, "has ", left, " bytes, not ", length, ": it is cut short"));
    }
    tensor.raw = bytes.substr(offset, length);
    return absl::OkStatus();
  }

 private:
  // Whether a path stays below the folder that it is relative to.
  static bool IsBelow(const std::string& location) {
    const fs::path path = location;
    if (path.empty() || path.is_absolute()) return false;
    if (location.find('\0') != std::string::npos) return false;
    for (const fs::path& part : path) {
      if (part == "..") return false;
    }
    return true;
  }

  const std::string& model_path_;
  MappedFiles& files_;
  std::map<std::string, std::shared_ptr<const MappedFile>> by_path_;
};

}  // namespace

absl::Status FindExternalData(const std::string& model_path,
                              std::vector<OnnxTensor>& tensors,
                              MappedFiles& files) {
  ExternalFiles external(model_path, files);
  for (OnnxTensor& tensor : tensors) {
    if (!tensor.is_external) continue;
    absl::Status status = external.Find(tensor);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace feluda

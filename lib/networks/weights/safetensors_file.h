// The weights in a safetensors file, as torch, Hugging Face and others publish
// them. The file is mapped; its header is checked (safetensors_header.h), since
// it may come from anyone.
//
//   auto weights = SafetensorsFile::Open("resnet18.safetensors");
//   if (!weights.ok()) return weights.status();
//   absl::StatusOr<Tensor> kernel =
//       (*weights)->Get("conv1.weight", {64, 3, 7, 7});
//
// Get() gives float32 (F32) where it is mapped, and widens float16 (F16) and
// bfloat16 (BF16) into memory. The file may have tensors of other types, but
// Get() refuses them, since they would have to be rounded. When the last copy
// of a tensor is gone, the pages that it came from go back to the kernel.
//
// Threads: any number. Tensors may outlive the object. The file must not be cut
// short meanwhile (mapped_file.h).

#ifndef LIB_NETWORKS_WEIGHTS_SAFETENSORS_FILE_H_
#define LIB_NETWORKS_WEIGHTS_SAFETENSORS_FILE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/networks/weights.h"
#include "lib/networks/weights/mapped_file.h"
#include "lib/networks/weights/safetensors_header.h"

namespace feluda {

class SafetensorsFile : public Weights {
 public:
  // Errors begin with the path; InvalidArgumentError for what is no whole
  // safetensors file.
  static absl::StatusOr<std::unique_ptr<SafetensorsFile>> Open(
      const std::string& path);

  bool Has(absl::string_view name) const override;

  absl::StatusOr<Tensor> Get(absl::string_view name,
                             const Shape& expected) const override;

  absl::StatusOr<Shape> ShapeOf(absl::string_view name) const override;

  // All tensors of the file.
  const SafetensorsEntries& entries() const { return entries_; }

 private:
  SafetensorsFile(const std::string& path,
                  std::shared_ptr<const MappedFile> file,
                  absl::string_view data, SafetensorsEntries entries);

  const std::string path_;
  const std::shared_ptr<const MappedFile> file_;
  // What the entries' offsets count from.
  const absl::string_view data_;
  const SafetensorsEntries entries_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_WEIGHTS_SAFETENSORS_FILE_H_

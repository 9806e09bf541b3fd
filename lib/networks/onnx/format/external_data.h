// Finds the tensors' values that an ONNX model keeps in other files, as large
// models do.
//
// The model says which files, and models come from strangers: only what is in
// the model's own folder or below it is read. A path that is absolute or has
// ".." in it is refused.

#ifndef LIB_NETWORKS_ONNX_FORMAT_EXTERNAL_DATA_H_
#define LIB_NETWORKS_ONNX_FORMAT_EXTERNAL_DATA_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "lib/networks/onnx/format/onnx_tensor.h"
#include "lib/networks/weights/mapped_file.h"

namespace feluda {

using MappedFiles = std::vector<std::shared_ptr<const MappedFile>>;

// Sets `raw` of the external tensors, and adds the files that it points into.
// Errors name the tensor and the file.
absl::Status FindExternalData(const std::string& model_path,
                              std::vector<OnnxTensor>& tensors,
                              MappedFiles& files);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_FORMAT_EXTERNAL_DATA_H_

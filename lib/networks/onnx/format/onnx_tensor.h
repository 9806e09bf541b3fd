// A tensor of an ONNX file, and its values.
//
// ONNX has a field for each of several types, and `raw_data`, which exporters
// use. Float32 that is aligned in the file is not copied.

#ifndef LIB_NETWORKS_ONNX_FORMAT_ONNX_TENSOR_H_
#define LIB_NETWORKS_ONNX_FORMAT_ONNX_TENSOR_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/networks/onnx/format/wire_reader.h"
#include "lib/networks/tensor.h"

namespace feluda {

// ONNX's numbers of the types that we read.
namespace onnx_types {
constexpr int64_t kFloat = 1;
constexpr int64_t kUint8 = 2;
constexpr int64_t kInt8 = 3;
constexpr int64_t kInt32 = 6;
constexpr int64_t kInt64 = 7;
constexpr int64_t kBool = 9;
constexpr int64_t kFloat16 = 10;
constexpr int64_t kDouble = 11;
constexpr int64_t kBfloat16 = 16;
}  // namespace onnx_types

struct OnnxTensor {
  std::string name;
  int64_t type = 0;
  Shape shape;
  // The values' bytes, in the mapped file.
  absl::string_view raw;
  // The values that are not raw; those of 16 bits are in `ints`.
  std::vector<float> floats;
  std::vector<int64_t> ints;
  // Where the bytes are in another file, if the tensor is external.
  bool is_external = false;
  std::string location;
  int64_t offset = 0;
  int64_t length = -1;

  bool IsFloat() const;
};

// Reads the message. The error names the tensor. The caller finds the bytes of
// external data and puts them into `raw`.
absl::StatusOr<OnnxTensor> ReadOnnxTensor(absl::string_view bytes,
                                          WireBudget& budget);

// Returns the number of values; an error if it overflows or a size is negative.
absl::StatusOr<int64_t> CountOf(const OnnxTensor& tensor);

// Returns the values of a tensor of float32, float16 or bfloat16. `keeper`
// keeps the file mapped. Error: another type, or too few or too many bytes.
absl::StatusOr<Tensor> FloatsOf(const OnnxTensor& tensor,
                                std::shared_ptr<const void> keeper);

// Returns the values of a tensor of whole numbers or truth values.
absl::StatusOr<std::vector<int64_t>> IntsOf(const OnnxTensor& tensor);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_FORMAT_ONNX_TENSOR_H_

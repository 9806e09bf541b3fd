// A tensor of an ONNX file, and its values.
//
// ONNX has a field for each of several types, and `raw_data` besides, which is
// what exporters use. Float32 is not copied where it lies aligned in the file.

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

// The numbers of the types in the file, as far as we read them.
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
  // Values that are not raw; those of 16 bits are ints as well.
  std::vector<float> floats;
  std::vector<int64_t> ints;
  // Where its bytes are in another file, if external.
  bool is_external = false;
  std::string location;
  int64_t offset = 0;
  int64_t length = -1;

  bool IsFloat() const;
};

// Reads the message. The error names the tensor. The bytes of external data
// are for the caller to find and to put into `raw`.
absl::StatusOr<OnnxTensor> ReadOnnxTensor(absl::string_view bytes,
                                          WireBudget& budget);

// The number of values; an error if it overflows or is negative.
absl::StatusOr<int64_t> CountOf(const OnnxTensor& tensor);

// The values of a tensor of float32, float16 or bfloat16. `keeper` keeps the
// file mapped. An error for other types, or too few or too many bytes.
absl::StatusOr<Tensor> FloatsOf(const OnnxTensor& tensor,
                                std::shared_ptr<const void> keeper);

// The values of a tensor of whole numbers or truth values.
absl::StatusOr<std::vector<int64_t>> IntsOf(const OnnxTensor& tensor);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_FORMAT_ONNX_TENSOR_H_

#include "lib/networks/onnx/format/onnx_tensor.h"

#include <cstddef>
#include <cstring>
#include <limits>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "lib/networks/weights/half_floats.h"

namespace feluda {
namespace {

// ONNX sets no limit; no image network has more dimensions.
constexpr size_t kMaxRank = 12;

absl::Status Error(const OnnxTensor& tensor, absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("tensor \"", absl::CHexEscape(tensor.name), "\": ", what));
}

int64_t BytesOf(int64_t type) {
  switch (type) {
    case onnx_types::kUint8:
    case onnx_types::kInt8:
    case onnx_types::kBool:
      return 1;
    case onnx_types::kFloat16:
    case onnx_types::kBfloat16:
      return 2;
    case onnx_types::kFloat:
    case onnx_types::kInt32:
      return 4;
    case onnx_types::kInt64:
    case onnx_types::kDouble:
      return 8;
    default:
      return 0;
  }
}

// An entry of external_data: a key and a value.
absl::Status ReadExternal(absl::string_view bytes, WireBudget& budget,
                          OnnxTensor& tensor) {
  WireReader reader(bytes, budget);
  absl::string_view key;
  absl::string_view value;
  while (reader.Next()) {
    if (reader.field() == 1) key = reader.Bytes();
    if (reader.field() == 2) value = reader.Bytes();
  }
  if (!reader.status().ok()) return reader.status();
  if (key == "location") tensor.location = std::string(value);
  if (key == "offset" && !absl::SimpleAtoi(value, &tensor.offset)) {
    return Error(tensor, "the offset of its data is no number");
  }
  if (key == "length" && !absl::SimpleAtoi(value, &tensor.length)) {
    return Error(tensor, "the length of its data is no number");
  }
  return absl::OkStatus();
}

absl::Status CheckRawSize(const OnnxTensor& tensor, int64_t count) {
  const uint64_t expected = count * BytesOf(tensor.type);
  if (tensor.raw.size() == expected) return absl::OkStatus();
  return Error(tensor, absl::StrCat("expected ", expected, " bytes for ",
                                    ShapeText(tensor.shape), ", found ",
                                    tensor.raw.size()));
}

absl::Status CheckTypedSize(const OnnxTensor& tensor, size_t found,
                            int64_t count) {
  if (found == static_cast<size_t>(count)) return absl::OkStatus();
  return Error(tensor,
               absl::StrCat("expected ", count, " values for ",
                            ShapeText(tensor.shape), ", found ", found));
}

int64_t IntAt(const char* bytes, int64_t type) {
  if (type == onnx_types::kInt64) {
    int64_t value;
    std::memcpy(&value, bytes, sizeof(value));
    return value;
  }
  if (type == onnx_types::kInt32) {
    int32_t value;
    std::memcpy(&value, bytes, sizeof(value));
    return value;
  }
  if (type == onnx_types::kInt8) return static_cast<signed char>(*bytes);
  return static_cast<unsigned char>(*bytes);
}

std::vector<float> Widen(const OnnxTensor& tensor, int64_t count) {
  std::vector<float> values(count);
  if (tensor.type == onnx_types::kFloat16) {
    WidenFloat16(tensor.raw.data(), absl::MakeSpan(values));
  } else if (tensor.type == onnx_types::kBfloat16) {
    WidenBfloat16(tensor.raw.data(), absl::MakeSpan(values));
  } else if (count > 0) {
    std::memcpy(values.data(), tensor.raw.data(), tensor.raw.size());
  }
  return values;
}

bool IsAligned(const char* address) {
  return reinterpret_cast<uintptr_t>(address) % alignof(float) == 0;
}

// Where 16-bit floats are in int32_data, each is in the lower half.
std::vector<float> WidenTyped(const OnnxTensor& tensor) {
  OnnxTensor packed;
  packed.type = tensor.type;
  std::string bytes;
  for (const int64_t value : tensor.ints) {
    bytes.push_back(static_cast<char>(value));
    bytes.push_back(static_cast<char>(value >> 8));
  }
  packed.raw = bytes;
  return Widen(packed, tensor.ints.size());
}

// The field at which `reader` is, except for the entries of external data.
void ReadField(WireReader& reader, OnnxTensor& tensor) {
  switch (reader.field()) {
    case 1:
      return reader.AppendInts(tensor.shape);
    case 2:
      tensor.type = reader.Int();
      break;
    case 4:
      return reader.AppendFloats(tensor.floats);
    case 5:
    case 7:
      return reader.AppendInts(tensor.ints);
    case 8:
      tensor.name = std::string(reader.Bytes());
      break;
    case 9:
      tensor.raw = reader.Bytes();
      break;
    case 14:
      tensor.is_external = reader.Int() == 1;
      break;
  }
}

}  // namespace

bool OnnxTensor::IsFloat() const {
  return type == onnx_types::kFloat || type == onnx_types::kFloat16 ||
         type == onnx_types::kBfloat16;
}

absl::StatusOr<OnnxTensor> ReadOnnxTensor(absl::string_view bytes,
                                          WireBudget& budget) {
  OnnxTensor tensor;
  WireReader reader(bytes, budget);
  std::vector<absl::string_view> external;
  while (reader.Next()) {
    if (reader.field() == 13) {
      external.push_back(reader.Bytes());
    } else {
      ReadField(reader, tensor);
    }
  }
  if (!reader.status().ok()) return Error(tensor, reader.status().message());
  for (const absl::string_view entry : external) {
    absl::Status status = ReadExternal(entry, budget, tensor);
    if (!status.ok()) return status;
  }
  absl::StatusOr<int64_t> count = CountOf(tensor);
  if (!count.ok()) return count.status();
  return tensor;
}

absl::StatusOr<int64_t> CountOf(const OnnxTensor& tensor) {
  if (tensor.shape.size() > kMaxRank) {
    return Error(tensor,
                 absl::StrCat("expected at most ", kMaxRank,
                              " dimensions, found ", tensor.shape.size()));
  }
  int64_t count = 1;
  bool is_empty = false;
  for (const int64_t size : tensor.shape) {
    if (size < 0) {
      return Error(tensor, absl::StrCat("expected sizes from 0 on, found ",
                                        ShapeText(tensor.shape)));
    }
    if (size == 0) is_empty = true;
    // Eight bytes a value, the most that there are, must not overflow either.
    if (size > 0 && (__builtin_mul_overflow(count, size, &count) ||
                     count > std::numeric_limits<int64_t>::max() / 8)) {
      return Error(tensor, absl::StrCat("the values of ",
                                        ShapeText(tensor.shape), " overflow"));
    }
  }
  return is_empty ? 0 : count;
}

absl::StatusOr<Tensor> FloatsOf(const OnnxTensor& tensor,
                                std::shared_ptr<const void> keeper) {
  absl::StatusOr<int64_t> count = CountOf(tensor);
  if (!count.ok()) return count.status();
  if (!tensor.IsFloat()) {
    return Error(tensor, absl::StrCat("expected float32, float16 or bfloat16, "
                                      "found the type ",
                                      tensor.type));
  }
  const bool is_half = tensor.type != onnx_types::kFloat;
  const size_t typed = is_half ? tensor.ints.size() : tensor.floats.size();
  if (typed > 0) {
    absl::Status status = CheckTypedSize(tensor, typed, *count);
    if (!status.ok()) return status;
    return Tensor::Owned(tensor.shape,
                         is_half ? WidenTyped(tensor) : tensor.floats);
  }
  absl::Status status = CheckRawSize(tensor, *count);
  if (!status.ok()) return status;
  if (is_half || !IsAligned(tensor.raw.data())) {
    return Tensor::Owned(tensor.shape, Widen(tensor, *count));
  }
  return Tensor::Borrowed(
      tensor.shape,
      absl::MakeConstSpan(reinterpret_cast<const float*>(tensor.raw.data()),
                          *count),
      std::move(keeper));
}

absl::StatusOr<std::vector<int64_t>> IntsOf(const OnnxTensor& tensor) {
  absl::StatusOr<int64_t> count = CountOf(tensor);
  if (!count.ok()) return count.status();
  const int64_t size = BytesOf(tensor.type);
  if (size == 0 || tensor.IsFloat() || tensor.type == onnx_types::kDouble) {
    return Error(tensor, absl::StrCat("expected whole numbers, found the type ",
                                      tensor.type));
  }
  if (!tensor.ints.empty()) {
    absl::Status status = CheckTypedSize(tensor, tensor.ints.size(), *count);
    if (!status.ok()) return status;
    return tensor.ints;
  }
  absl::Status status = CheckRawSize(tensor, *count);
  if (!status.ok()) return status;
  std::vector<int64_t> values(*count);
  for (size_t i = 0; i < values.size(); ++i) {
    values[i] = IntAt(tensor.raw.data() + i * size, tensor.type);
  }
  return values;
}

}  // namespace feluda

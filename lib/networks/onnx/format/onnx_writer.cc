#include "lib/networks/onnx/format/onnx_writer.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/files/descriptor.h"
#include "lib/files/pending_file.h"
#include "lib/networks/onnx/format/onnx_tensor.h"

namespace feluda {
namespace {

// Values that are made and written at a time.
constexpr int64_t kBlock = 1 << 19;

// The parts of Protocol Buffers: a tag of field and kind, then the value.

std::string Varint(uint64_t value) {
  std::string bytes;
  for (; value >= 0x80; value >>= 7) {
    bytes.push_back(static_cast<char>(value | 0x80));
  }
  bytes.push_back(static_cast<char>(value));
  return bytes;
}

std::string Number(int field, int64_t value) {
  return Varint(field << 3) + Varint(static_cast<uint64_t>(value));
}

// What comes before `size` bytes.
std::string Prefix(int field, uint64_t size) {
  return Varint(field << 3 | 2) + Varint(size);
}

std::string Bytes(int field, absl::string_view bytes) {
  return absl::StrCat(Prefix(field, bytes.size()), bytes);
}

std::string Float(int field, float value) {
  std::string bytes(sizeof(value), '\0');
  std::memcpy(bytes.data(), &value, sizeof(value));
  return Varint(field << 3 | 5) + bytes;
}

std::string Attribute(const OnnxWrittenAttribute& attribute) {
  std::string message = Bytes(1, attribute.name);
  if (const auto* i = std::get_if<int64_t>(&attribute.value)) {
    message += Number(3, *i) + Number(20, 2);
  } else if (const auto* f = std::get_if<float>(&attribute.value)) {
    message += Float(2, *f) + Number(20, 1);
  } else if (const auto* s = std::get_if<std::string>(&attribute.value)) {
    message += Bytes(4, *s) + Number(20, 3);
  } else {
    for (const int64_t each : std::get<std::vector<int64_t>>(attribute.value)) {
      message += Number(8, each);
    }
    message += Number(20, 7);
  }
  return message;
}

std::string Node(const OnnxWrittenNode& node) {
  std::string message;
  for (const std::string& input : node.inputs) message += Bytes(1, input);
  for (const std::string& output : node.outputs) message += Bytes(2, output);
  message += Bytes(3, node.outputs.empty() ? "" : node.outputs[0]);
  message += Bytes(4, node.op_type);
  for (const OnnxWrittenAttribute& attribute : node.attributes) {
    message += Bytes(5, Attribute(attribute));
  }
  if (!node.domain.empty()) message += Bytes(7, node.domain);
  return message;
}

// ValueInfoProto, with a TypeProto of a tensor with a shape of dimensions.
std::string Info(const std::string& name, const Shape& shape, int64_t type) {
  std::string dimensions;
  for (const int64_t size : shape) {
    dimensions += Bytes(1, size < 0 ? Bytes(2, "batch") : Number(1, size));
  }
  const std::string tensor = Number(1, type) + Bytes(2, dimensions);
  return Bytes(1, name) + Bytes(2, Bytes(1, tensor));
}

uint64_t RawBytes(const OnnxWrittenTensor& tensor) {
  return tensor.ints.empty() ? sizeof(float) * ElementCount(tensor.shape)
                             : sizeof(int64_t) * tensor.ints.size();
}

// A TensorProto but for the bytes of its raw_data.
std::string TensorStart(const OnnxWrittenTensor& tensor) {
  std::string message;
  for (const int64_t size : tensor.shape) message += Number(1, size);
  message +=
      Number(2, tensor.ints.empty() ? onnx_types::kFloat : onnx_types::kInt64);
  message += Bytes(8, tensor.name);
  return message + Prefix(9, RawBytes(tensor));
}

std::string NodesAndValues(const OnnxGraph& graph) {
  std::string message;
  for (const OnnxWrittenNode& node : graph.nodes) {
    message += Bytes(1, Node(node));
  }
  message += Bytes(2, "feluda");
  const int64_t type =
      graph.is_float16 ? onnx_types::kFloat16 : onnx_types::kFloat;
  for (const auto& [name, shape] : graph.inputs) {
    message += Bytes(11, Info(name, shape, type));
  }
  for (const auto& [name, shape] : graph.outputs) {
    message += Bytes(12, Info(name, shape, type));
  }
  return message;
}

std::string ModelStart(const OnnxGraph& graph) {
  return Number(1, 7) + Bytes(2, "feluda_benchmarks") +
         Bytes(8, Bytes(1, "") + Number(2, graph.opset));
}

// Writes to a file until the first error, an errno.
class Output {
 public:
  explicit Output(Descriptor file)
      : file_(std::move(file)), error_(file_.IsOpen() ? 0 : errno) {}

  void Write(absl::string_view bytes) {
    if (error_ == 0) error_ = WriteAll(file_.get(), bytes);
  }

  int Close() { return error_ != 0 ? error_ : file_.Close(); }

 private:
  Descriptor file_;
  int error_;
};

template <typename T>
absl::string_view BytesOf(const std::vector<T>& values, size_t count) {
  return absl::string_view(reinterpret_cast<const char*>(values.data()),
                           count * sizeof(T));
}

void WriteValues(const OnnxWrittenTensor& tensor, Output& output) {
  if (!tensor.ints.empty()) {
    return output.Write(BytesOf(tensor.ints, tensor.ints.size()));
  }
  const int64_t count = ElementCount(tensor.shape);
  std::vector<float> block(std::min(count, kBlock));
  for (int64_t first = 0; first < count; first += kBlock) {
    const int64_t size = std::min(count - first, kBlock);
    tensor.fill(first, absl::MakeSpan(block).first(size));
    output.Write(BytesOf(block, size));
  }
}

void WriteModel(const OnnxGraph& graph, Output& output) {
  const std::string start = NodesAndValues(graph);
  std::vector<std::string> tensors;
  uint64_t size = start.size();
  for (const OnnxWrittenTensor& tensor : graph.initializers) {
    const std::string message = TensorStart(tensor);
    const uint64_t bytes = RawBytes(tensor);
    tensors.push_back(Prefix(5, message.size() + bytes) + message);
    size += tensors.back().size() + bytes;
  }
  output.Write(ModelStart(graph) + Prefix(7, size) + start);
  for (size_t i = 0; i < tensors.size(); ++i) {
    output.Write(tensors[i]);
    WriteValues(graph.initializers[i], output);
  }
}

}  // namespace

OnnxWrittenTensor OnnxFloats(std::string name, Tensor tensor) {
  const Shape shape = tensor.shape();
  auto fill = [tensor = std::move(tensor)](int64_t first,
                                           absl::Span<float> values) {
    std::copy_n(tensor.data() + first, values.size(), values.begin());
  };
  return {std::move(name), shape, std::move(fill), {}};
}

OnnxWrittenTensor OnnxInts(std::string name, std::vector<int64_t> values) {
  const int64_t count = values.size();
  return {std::move(name), {count}, nullptr, std::move(values)};
}

absl::Status WriteOnnx(const std::string& path, const OnnxGraph& graph) {
  auto file = PendingFile::Create(path);
  if (!file.ok()) return file.status();
  Output output(Descriptor(
      open((*file)->temporary_path().c_str(), O_WRONLY | O_CLOEXEC)));
  WriteModel(graph, output);
  if (int error = output.Close()) {
    return absl::ErrnoToStatus(error, absl::StrCat("cannot write ", path));
  }
  return (*file)->Commit();
}

}  // namespace feluda

#include "lib/networks/onnx/format/onnx_model.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/onnx/format/external_data.h"
#include "lib/networks/onnx/format/wire_reader.h"

namespace feluda {
namespace {

// Names in a hostile file may be as long as the file.
constexpr size_t kMaxMessage = 1000;

// Reads the messages into a model.
class ModelReader {
 public:
  explicit ModelReader(OnnxModel& model) : model_(model) {}

  absl::Status Read(absl::string_view bytes) {
    WireReader reader(bytes, budget_);
    bool has_graph = false;
    while (status_.ok() && reader.Next()) {
      if (reader.field() == 7) {
        if (std::exchange(has_graph, true)) Fail("it has two graphs");
        ReadGraph(reader.Bytes());
      }
      if (reader.field() == 8) ReadOpset(reader.Bytes());
    }
    Keep(reader.status());
    if (status_.ok() && !has_graph) Fail("it has no graph");
    return status_;
  }

 private:
  void Keep(const absl::Status& status) {
    if (status_.ok()) status_ = status;
  }
  void Fail(absl::string_view what) { Keep(absl::InvalidArgumentError(what)); }

  void ReadOpset(absl::string_view bytes) {
    WireReader reader(bytes, budget_);
    std::string domain;
    int64_t version = 0;
    while (reader.Next()) {
      if (reader.field() == 1) domain = std::string(reader.Bytes());
      if (reader.field() == 2) version = reader.Int();
    }
    if (domain.empty() || domain == "ai.onnx") model_.opset = version;
    Keep(reader.status());
  }

  void ReadGraph(absl::string_view bytes) {
    WireReader reader(bytes, budget_);
    while (status_.ok() && reader.Next()) {
      switch (reader.field()) {
        case 1:
          ReadNode(reader.Bytes());
          break;
        case 5:
          model_.initializers.push_back(ReadTensor(reader.Bytes()));
          break;
        case 11:
          model_.inputs.push_back(ReadInfo(reader.Bytes()));
          break;
        case 12:
          model_.outputs.push_back(ReadInfo(reader.Bytes()));
          break;
        case 15:
          Fail("its sparse initializers are not read");
          break;
      }
    }
    Keep(reader.status());
  }

  OnnxTensor ReadTensor(absl::string_view bytes) {
    absl::StatusOr<OnnxTensor> tensor = ReadOnnxTensor(bytes, budget_);
    if (tensor.ok()) return *std::move(tensor);
    Keep(tensor.status());
    return {};
  }

  void ReadNode(absl::string_view bytes) {
    OnnxNode node;
    WireReader reader(bytes, budget_);
    while (status_.ok() && reader.Next()) {
      switch (reader.field()) {
        case 1:
          node.inputs.emplace_back(reader.Bytes());
          break;
        case 2:
          node.outputs.emplace_back(reader.Bytes());
          break;
        case 3:
          node.name = std::string(reader.Bytes());
          break;
        case 4:
          node.op_type = std::string(reader.Bytes());
          break;
        case 5:
          node.attributes.push_back(ReadAttribute(reader.Bytes()));
          break;
        case 7:
          node.domain = std::string(reader.Bytes());
          break;
      }
    }
    if (node.domain == "ai.onnx") node.domain.clear();
    if (!reader.status().ok()) {
      Fail(absl::StrCat("node \"", absl::CHexEscape(node.name),
                        "\": ", reader.status().message()));
    }
    model_.nodes.push_back(std::move(node));
  }

  OnnxAttribute ReadAttribute(absl::string_view bytes) {
    OnnxAttribute attribute;
    WireReader reader(bytes, budget_);
    while (status_.ok() && reader.Next()) {
      switch (reader.field()) {
        case 1:
          attribute.name = std::string(reader.Bytes());
          break;
        case 2:
          attribute.f = reader.Float();
          break;
        case 3:
          attribute.i = reader.Int();
          break;
        case 4:
          attribute.s = std::string(reader.Bytes());
          break;
        case 5:
          attribute.t = ReadTensor(reader.Bytes());
          break;
        case 7:
          reader.AppendFloats(attribute.floats);
          break;
        case 8:
          reader.AppendInts(attribute.ints);
          break;
        case 13:
        case 20:
          break;  // its documentation, and its type
        default:
          attribute.is_other = true;
      }
    }
    Keep(reader.status());
    return attribute;
  }

  OnnxValueInfo ReadInfo(absl::string_view bytes) {
    OnnxValueInfo info;
    WireReader reader(bytes, budget_);
    while (reader.Next()) {
      if (reader.field() == 1) info.name = std::string(reader.Bytes());
      if (reader.field() == 2) ReadType(reader.Bytes(), info);
    }
    Keep(reader.status());
    return info;
  }

  // TypeProto, whose field 1 is the type of a tensor.
  void ReadType(absl::string_view bytes, OnnxValueInfo& info) {
    WireReader reader(bytes, budget_);
    while (reader.Next()) {
      if (reader.field() != 1) continue;
      WireReader tensor(reader.Bytes(), budget_);
      while (tensor.Next()) {
        if (tensor.field() == 1) info.type = tensor.Int();
        if (tensor.field() == 2) ReadShape(tensor.Bytes(), info);
      }
      Keep(tensor.status());
    }
    Keep(reader.status());
  }

  void ReadShape(absl::string_view bytes, OnnxValueInfo& info) {
    WireReader reader(bytes, budget_);
    while (reader.Next()) {
      if (reader.field() != 1) continue;
      WireReader dimension(reader.Bytes(), budget_);
      int64_t size = -1;
      while (dimension.Next()) {
        if (dimension.field() == 1) size = dimension.Int();
      }
      Keep(dimension.status());
      info.shape.push_back(size > 0 ? size : -1);
    }
    Keep(reader.status());
  }

  OnnxModel& model_;
  WireBudget budget_;
  absl::Status status_;
};

absl::Status WithPath(const std::string& path, const absl::Status& status) {
  return absl::Status(
      status.code(),
      absl::StrCat(path, ": ", status.message().substr(0, kMaxMessage)));
}

}  // namespace

absl::StatusOr<OnnxModel> ReadOnnxModel(const std::string& path) {
  auto file = MappedFile::Open(path);
  if (!file.ok()) return file.status();
  OnnxModel model;
  model.path = path;
  model.files.push_back(*file);
  absl::Status status = ModelReader(model).Read((*file)->bytes());
  if (!status.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": expected an ONNX model, found: ",
                     status.message().substr(0, kMaxMessage)));
  }
  status = FindExternalData(path, model.initializers, model.files);
  if (!status.ok()) return WithPath(path, status);
  return model;
}

}  // namespace feluda

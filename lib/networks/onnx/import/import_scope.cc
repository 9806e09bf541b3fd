#include "lib/networks/onnx/import/import_scope.h"

#include <functional>
#include <numeric>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/layers/plain/transposition.h"
#include "lib/networks/layers/reshape.h"
#include "lib/networks/onnx/import/node_attributes.h"

namespace feluda {
namespace {

// One gigabyte of floats. A feature map of EfficientNetV2-S has 5 million.
constexpr int64_t kMaxElements = int64_t{1} << 28;

// All constants that layers read, counted each time: two gigabytes.
constexpr int64_t kMaxConstantElements = int64_t{1} << 29;

std::vector<size_t> GraphOrder(size_t rank) {
  std::vector<size_t> order(rank);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

// Whether reordering moves only dimensions of size 1, so that the elements stay
// where they are.
bool KeepsElements(const Shape& shape, const std::vector<size_t>& order) {
  size_t last = 0;
  for (const size_t dimension : order) {
    if (shape[dimension] == 1) continue;
    if (dimension < last) return false;
    last = dimension;
  }
  return true;
}

std::shared_ptr<const void> KeeperOf(const OnnxModel& model,
                                     absl::string_view raw) {
  const std::less_equal<const char*> before;
  for (const std::shared_ptr<const MappedFile>& file : model.files) {
    const absl::string_view bytes = file->bytes();
    if (before(bytes.data(), raw.data()) &&
        before(raw.data() + raw.size(), bytes.data() + bytes.size())) {
      return LeasePages(file, raw);
    }
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<ImportedValue> ImportTensor(const OnnxModel& model,
                                           const OnnxTensor& tensor) {
  ImportedValue constant;
  if (tensor.IsFloat()) {
    absl::StatusOr<Tensor> floats =
        FloatsOf(tensor, KeeperOf(model, tensor.raw));
    if (!floats.ok()) return floats.status();
    constant.kind = ImportedValue::Kind::kFloats;
    constant.floats = *std::move(floats);
    return constant;
  }
  absl::StatusOr<std::vector<int64_t>> ints = IntsOf(tensor);
  if (!ints.ok()) return ints.status();
  constant.kind = ImportedValue::Kind::kInts;
  constant.ints = *std::move(ints);
  constant.ints_shape = tensor.shape;
  return constant;
}

ImportScope::ImportScope(const OnnxModel& model, NetworkBuilder& builder)
    : model_(model), builder_(builder) {
  for (const OnnxTensor& tensor : model.initializers) {
    initializers_.emplace(tensor.name, &tensor);
  }
  for (const OnnxNode& node : model.nodes) {
    for (const std::string& input : node.inputs) {
      readers_[input].push_back(&node);
    }
  }
  for (const OnnxValueInfo& output : model.outputs) {
    readers_[output.name].push_back(nullptr);
  }
}

absl::Status ImportScope::Spend(const Tensor& constant) {
  spent_elements_ += constant.values().size();
  if (spent_elements_ <= kMaxConstantElements) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat(
      "its layers read more than ", kMaxConstantElements, " constants in all"));
}

absl::Status ImportScope::Define(const std::string& name, ImportedValue value) {
  if (!builder_.status().ok()) return builder_.status();
  if (value.kind == ImportedValue::Kind::kValue &&
      ElementCount(builder_.ShapeOf(value.value)) > kMaxElements) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "the value \"", absl::CHexEscape(name), "\" has the shape ",
        ShapeText(builder_.ShapeOf(value.value)), ", more than ", kMaxElements,
        " elements"));
  }
  absl::Status spent = Spend(value.floats);
  if (!spent.ok()) return spent;
  if (Knows(name) || !values_.emplace(name, std::move(value)).second) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the name \"", absl::CHexEscape(name), "\" is given twice"));
  }
  return absl::OkStatus();
}

absl::Status ImportScope::DefineValue(const std::string& name, Value value) {
  if (!builder_.status().ok()) return builder_.status();
  ImportedValue imported;
  imported.value = value;
  imported.order = GraphOrder(builder_.ShapeOf(value).size());
  return Define(name, std::move(imported));
}

absl::StatusOr<ImportedValue> ImportScope::Input(const OnnxNode& node,
                                                 size_t index) {
  if (!HasInput(node, index)) {
    return InvalidNode(node, absl::StrCat("it has no input ", index));
  }
  const std::string& name = node.inputs[index];
  if (const auto found = values_.find(name); found != values_.end()) {
    return found->second;
  }
  if (const auto found = initializers_.find(name);
      found != initializers_.end()) {
    return ImportTensor(model_, *found->second);
  }
  return InvalidNode(node, absl::StrCat("nothing before it gives its input \"",
                                        absl::CHexEscape(name), "\""));
}

absl::StatusOr<Tensor> ImportScope::FloatsInput(const OnnxNode& node,
                                                size_t index) {
  absl::StatusOr<ImportedValue> input = Input(node, index);
  if (!input.ok()) return input.status();
  if (input->kind != ImportedValue::Kind::kFloats) {
    return UnsupportedNode(
        node, absl::StrCat("its input ", index, " is no constant of floats"));
  }
  absl::Status spent = Spend(input->floats);
  if (!spent.ok()) return spent;
  return std::move(input->floats);
}

absl::StatusOr<std::vector<int64_t>> ImportScope::IntsInput(
    const OnnxNode& node, size_t index) {
  absl::StatusOr<ImportedValue> input = Input(node, index);
  if (!input.ok()) return input.status();
  if (input->kind != ImportedValue::Kind::kInts) {
    return UnsupportedNode(
        node,
        absl::StrCat("its input ", index, " is no constant of whole numbers"));
  }
  return std::move(input->ints);
}

absl::StatusOr<Value> ImportScope::ValueInput(const OnnxNode& node,
                                              size_t index) {
  absl::StatusOr<ImportedValue> input = Input(node, index);
  if (!input.ok()) return input.status();
  if (input->kind != ImportedValue::Kind::kValue) {
    return UnsupportedNode(node,
                           absl::StrCat("its input ", index, " is a constant"));
  }
  const Value value = InGraphOrder(*input);
  if (!builder_.status().ok()) return builder_.status();
  return value;
}

absl::StatusOr<Value> ImportScope::ImageInput(const OnnxNode& node,
                                              size_t index) {
  absl::StatusOr<Value> value = ValueInput(node, index);
  if (!value.ok()) return value.status();
  const Shape shape = builder_.ShapeOf(*value);
  if (shape.size() == 4) return value;
  return UnsupportedNode(
      node, absl::StrCat("its input has the shape ", ShapeText(shape),
                         ", not four dimensions"));
}

bool ImportScope::Knows(const std::string& name) const {
  return values_.count(name) > 0 || initializers_.count(name) > 0;
}

bool ImportScope::IsConstant(const std::string& name) const {
  const auto found = values_.find(name);
  return found == values_.end()
             ? initializers_.count(name) > 0
             : found->second.kind != ImportedValue::Kind::kValue;
}

Shape ImportScope::ShapeInGraph(const ImportedValue& value) const {
  switch (value.kind) {
    case ImportedValue::Kind::kFloats:
      return value.floats.shape();
    case ImportedValue::Kind::kInts:
      return value.ints_shape;
    case ImportedValue::Kind::kValue:
      break;
  }
  const Shape shape = builder_.ShapeOf(value.value);
  Shape in_graph;
  for (const size_t dimension : value.order) {
    in_graph.push_back(shape[dimension]);
  }
  return in_graph;
}

Value ImportScope::InGraphOrder(const ImportedValue& value) {
  if (value.order == GraphOrder(value.order.size())) return value.value;
  const Shape shape = builder_.ShapeOf(value.value);
  if (value.order[0] == 0 && KeepsElements(shape, value.order)) {
    Shape target = ShapeInGraph(value);
    target[0] = 0;  // any batch
    return Reshape(builder_, "reshape", value.value, target);
  }
  return Transposition(builder_, "transpose", value.value, value.order);
}

std::vector<const OnnxNode*> ImportScope::ReadersOf(
    const std::string& name) const {
  const auto found = readers_.find(name);
  return found == readers_.end() ? std::vector<const OnnxNode*>()
                                 : found->second;
}

const OnnxNode* ImportScope::SoleReaderOf(const std::string& name) const {
  const auto readers = ReadersOf(name);
  if (readers.size() != 1 || readers[0] == nullptr) return nullptr;
  return IsFused(*readers[0]) ? nullptr : readers[0];
}

void ImportScope::PassCasts(std::string& name) {
  while (const OnnxNode* const cast = SoleReaderOf(name)) {
    if (cast->op_type != "Cast" || !cast->domain.empty() ||
        cast->outputs.size() != 1 ||
        IntAttribute(*cast, "to", 0) != onnx_types::kFloat) {
      return;
    }
    MarkFused(*cast);
    name = cast->outputs[0];
  }
}

}  // namespace feluda

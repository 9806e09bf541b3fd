#include "lib/networks/onnx/import/size_lists.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/string_view.h"
#include "lib/networks/onnx/import/node_attributes.h"

namespace feluda {
namespace {

using Kind = ImportedValue::Kind;

// No list of sizes is longer. Lists that are joined with themselves over and
// over would grow without end.
constexpr size_t kMaxList = 1 << 12;

// One number of a list that Slice has as an input, or as an attribute before
// opset 10.
absl::StatusOr<int64_t> SliceNumber(ImportScope& scope, const OnnxNode& node,
                                    size_t index, absl::string_view attribute,
                                    int64_t otherwise) {
  std::vector<int64_t> list = IntsAttribute(node, attribute, {otherwise});
  if (HasInput(node, index)) {
    absl::StatusOr<std::vector<int64_t>> input = scope.IntsInput(node, index);
    if (!input.ok()) return input.status();
    list = *std::move(input);
  }
  if (list.size() != 1) return UnsupportedNode(node, "of several dimensions");
  return list[0];
}

}  // namespace

ImportedValue OfInts(std::vector<int64_t> ints, Shape shape) {
  ImportedValue constant;
  constant.kind = Kind::kInts;
  constant.ints = std::move(ints);
  constant.ints_shape = std::move(shape);
  return constant;
}

ImportedValue OfInts(std::vector<int64_t> ints) {
  const int64_t count = ints.size();
  return OfInts(std::move(ints), {count});
}

absl::StatusOr<ImportedValue> FoldGather(ImportScope& scope,
                                         const OnnxNode& node,
                                         const ImportedValue& input) {
  absl::StatusOr<ImportedValue> indices = scope.Input(node, 1);
  if (!indices.ok()) return indices;
  if (input.kind != Kind::kInts || input.ints_shape.size() != 1 ||
      indices->kind != Kind::kInts || IntAttribute(node, "axis", 0) != 0) {
    return UnsupportedNode(node, "of what is no list of whole numbers");
  }
  const int64_t count = input.ints.size();
  std::vector<int64_t> found;
  for (int64_t index : indices->ints) {
    if (index < 0) index += count;
    if (index < 0 || index >= count) {
      return InvalidNode(node, "an index is outside its input");
    }
    found.push_back(input.ints[index]);
  }
  return OfInts(std::move(found), indices->ints_shape);
}

absl::StatusOr<ImportedValue> FoldConcat(ImportScope& scope,
                                         const OnnxNode& node) {
  std::vector<int64_t> all;
  for (size_t i = 0; i < node.inputs.size(); ++i) {
    absl::StatusOr<ImportedValue> part = scope.Input(node, i);
    if (!part.ok()) return part;
    if (part->kind != Kind::kInts || part->ints_shape.size() != 1) {
      return UnsupportedNode(node, "of constants that are no lists");
    }
    all.insert(all.end(), part->ints.begin(), part->ints.end());
    if (all.size() > kMaxList) return UnsupportedNode(node, "of long lists");
  }
  return OfInts(std::move(all));
}

absl::StatusOr<ImportedValue> FoldSlice(ImportScope& scope,
                                        const OnnxNode& node,
                                        const ImportedValue& input) {
  if (input.kind != Kind::kInts || input.ints_shape.size() != 1) {
    return UnsupportedNode(node, "of what is no list of whole numbers");
  }
  const auto start = SliceNumber(scope, node, 1, "starts", 0);
  if (!start.ok()) return start.status();
  const auto end = SliceNumber(scope, node, 2, "ends", 0);
  if (!end.ok()) return end.status();
  const auto axis = SliceNumber(scope, node, 3, "axes", 0);
  if (!axis.ok()) return axis.status();
  const auto step = SliceNumber(scope, node, 4, "steps", 1);
  if (!step.ok()) return step.status();
  if (*axis != 0 || *step != 1) return UnsupportedNode(node, "with steps");
  const int64_t count = input.ints.size();
  const auto clamp = [count](int64_t place) {
    if (place < 0) place = std::max(place, -count) + count;
    return std::min(place, count);
  };
  const int64_t from = clamp(*start);
  const int64_t to = std::max(from, clamp(*end));
  return OfInts({input.ints.begin() + from, input.ints.begin() + to});
}

}  // namespace feluda

#include "lib/networks/onnx/import/import_pooling.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lib/networks/layers/pooling.h"
#include "lib/networks/layers/reshape.h"
#include "lib/networks/onnx/import/node_attributes.h"
#include "lib/networks/onnx/import/window_attributes.h"

namespace feluda {
namespace {

// With ceil_mode the last window may reach beyond the padding; one that would
// begin there is left out.
void RoundUp(const Shape& input, WindowAttributes& window) {
  for (size_t i = 0; i < 2; ++i) {
    const int64_t room = input[2 + i] + window.pad_before[i] +
                         window.pad_after[i] - window.size[i];
    if (room < 0) continue;
    int64_t outputs = (room + window.strides[i] - 1) / window.strides[i] + 1;
    const int64_t last = (outputs - 1) * window.strides[i];
    if (last >= input[2 + i] + window.pad_before[i]) --outputs;
    window.pad_after[i] += (outputs - 1) * window.strides[i] - room;
    window.pad_after[i] = std::max<int64_t>(window.pad_after[i], 0);
  }
}

// A window that lies in the padding alone has no maximum and no average.
bool HasEmptyWindows(const WindowAttributes& window) {
  for (size_t i = 0; i < 2; ++i) {
    if (window.pad_before[i] >= window.size[i] ||
        window.pad_after[i] >= window.size[i]) {
      return true;
    }
  }
  return false;
}

Value PoolAll(NetworkBuilder& builder, const OnnxNode& node, Value x) {
  if (node.op_type != "GlobalMaxPool") {
    return GlobalAveragePool(builder, node.op_type, x);
  }
  const Shape shape = builder.ShapeOf(x);
  PoolingGeometry geometry;
  geometry.window = {shape[2], shape[3]};
  return Pooling(builder, node.op_type, x, PoolingKind::kMaximum, geometry);
}

// The axes of ReduceMean, from 0 on: an input since opset 18, an attribute
// before.
absl::StatusOr<std::vector<int64_t>> AxesOf(ImportScope& scope,
                                            const OnnxNode& node, size_t rank) {
  std::vector<int64_t> axes = IntsAttribute(node, "axes", {});
  if (HasInput(node, 1)) {
    absl::StatusOr<std::vector<int64_t>> input = scope.IntsInput(node, 1);
    if (!input.ok()) return input.status();
    axes = *std::move(input);
  }
  for (int64_t& axis : axes) {
    if (axis < 0) axis += rank;
    if (axis < 0 || axis >= static_cast<int64_t>(rank)) {
      return InvalidNode(node, "one of its axes is none of its input");
    }
  }
  return axes;
}

}  // namespace

absl::Status ImportPool(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<Value> x = scope.ImageInput(node, 0);
  if (!x.ok()) return x.status();
  const Shape input = scope.builder().ShapeOf(*x);
  absl::StatusOr<WindowAttributes> window = WindowOf(node, input, {});
  if (!window.ok()) return window.status();
  const bool is_maximum = node.op_type == "MaxPool";
  const bool counts = IntAttribute(node, "count_include_pad", 0) != 0;
  const bool rounds_up = IntAttribute(node, "ceil_mode", 0) != 0;
  if (rounds_up) RoundUp(input, *window);
  if (window->dilations != Shape{1, 1} || node.outputs.size() != 1 ||
      HasEmptyWindows(*window) || (rounds_up && counts && !is_maximum)) {
    return UnsupportedNode(node, "its window");
  }
  const PoolingKind kind = is_maximum ? PoolingKind::kMaximum
                           : counts   ? PoolingKind::kAverageWithPadding
                                      : PoolingKind::kAverage;
  return scope.DefineValue(node.outputs[0],
                           Pooling(scope.builder(), node.op_type, *x, kind,
                                   {window->size, window->strides,
                                    window->pad_before, window->pad_after}));
}

absl::Status ImportGlobalPool(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<Value> x = scope.ImageInput(node, 0);
  if (!x.ok()) return x.status();
  return scope.DefineValue(node.outputs[0], PoolAll(scope.builder(), node, *x));
}

absl::Status ImportMean(ImportScope& scope, const OnnxNode& node) {
  absl::StatusOr<ImportedValue> x = scope.Input(node, 0);
  if (!x.ok()) return x.status();
  if (x->kind != ImportedValue::Kind::kValue || x->order.size() != 4) {
    return UnsupportedNode(node, "of what is no image");
  }
  const auto axes = AxesOf(scope, node, x->order.size());
  if (!axes.ok()) return axes.status();
  std::vector<size_t> means;
  for (const int64_t axis : *axes) means.push_back(x->order[axis]);
  std::sort(means.begin(), means.end());
  if (means != std::vector<size_t>{2, 3}) {
    return UnsupportedNode(node, "not over the height and width");
  }
  NetworkBuilder& builder = scope.builder();
  ImportedValue mean = *x;
  mean.value = GlobalAveragePool(builder, node.op_type, x->value);
  if (IntAttribute(node, "keepdims", 1) != 0) {
    return scope.Define(node.outputs[0], std::move(mean));
  }
  if (std::find(x->order.begin(), x->order.end(), 0) >
      std::find(x->order.begin(), x->order.end(), 1)) {
    return UnsupportedNode(node, "of an image with its channels first of all");
  }
  return scope.DefineValue(node.outputs[0],
                           Reshape(builder, node.op_type, mean.value, {0, -1}));
}

}  // namespace feluda

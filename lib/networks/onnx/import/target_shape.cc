#include "lib/networks/onnx/import/target_shape.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/networks/onnx/import/node_attributes.h"

namespace feluda {
namespace {

// What oneDNN takes. Sizes up to this cannot overflow twelve times over, as
// they are checked one by one.
constexpr size_t kMaxRank = 12;

absl::Status Misfit(const OnnxNode& node, const Shape& input,
                    const Shape& target) {
  return InvalidNode(node, absl::StrCat("expected a shape of as many elements "
                                        "as ",
                                        ShapeText(input), ", found [",
                                        absl::StrJoin(target, ", "), "]"));
}

// Puts in what 0 (the input's size) and -1 (what is left) stand for.
absl::StatusOr<Shape> Resolved(const OnnxNode& node, const Shape& input,
                               Shape target) {
  const Shape given = target;
  const int64_t count = ElementCount(input);
  const bool zero_is_zero = IntAttribute(node, "allowzero", 0) != 0;
  int64_t known = 1;
  int64_t* unknown = nullptr;
  if (target.size() > kMaxRank) return Misfit(node, input, given);
  for (size_t i = 0; i < target.size(); ++i) {
    if (target[i] == 0 && !zero_is_zero) {
      if (i >= input.size()) return Misfit(node, input, given);
      target[i] = input[i];
    }
    if (target[i] == -1 && unknown == nullptr) {
      unknown = &target[i];
    } else if (target[i] < 0 ||
               __builtin_mul_overflow(known, target[i], &known)) {
      return Misfit(node, input, given);
    }
  }
  if (unknown != nullptr) {
    if (known == 0) return Misfit(node, input, given);
    *unknown = count / known;
    known *= *unknown;
  }
  if (known != count) return Misfit(node, input, given);
  return target;
}

// The axes of Squeeze and Unsqueeze as the node has them: an input since opset
// 13, an attribute before. Empty where there are none.
absl::StatusOr<std::vector<int64_t>> AxesInNode(ImportScope& scope,
                                                const OnnxNode& node) {
  if (HasInput(node, 1)) return scope.IntsInput(node, 1);
  return IntsAttribute(node, "axes", {});
}

// Sorted, from 0 on.
absl::StatusOr<std::vector<size_t>> SortedAxes(const OnnxNode& node,
                                               const std::vector<int64_t>& axes,
                                               size_t rank) {
  std::vector<size_t> sorted;
  for (const int64_t axis : axes) {
    const auto found = AxisOf(node, axis, rank);
    if (!found.ok()) return found.status();
    sorted.push_back(*found);
  }
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
    return InvalidNode(node, "an axis comes twice");
  }
  return sorted;
}

absl::StatusOr<Shape> Squeezed(ImportScope& scope, const OnnxNode& node,
                               const Shape& input) {
  const auto list = AxesInNode(scope, node);
  if (!list.ok()) return list.status();
  const auto axes = SortedAxes(node, *list, input.size());
  if (!axes.ok()) return axes.status();
  Shape shape;
  for (size_t i = 0; i < input.size(); ++i) {
    const bool is_named = std::binary_search(axes->begin(), axes->end(), i);
    if (is_named && input[i] != 1) {
      return InvalidNode(node, absl::StrCat("an axis of ", ShapeText(input),
                                            " that is squeezed is not 1"));
    }
    const bool is_squeezed = axes->empty() ? input[i] == 1 : is_named;
    if (!is_squeezed) shape.push_back(input[i]);
  }
  return shape;
}

absl::StatusOr<Shape> Unsqueezed(ImportScope& scope, const OnnxNode& node,
                                 const Shape& input) {
  const auto list = AxesInNode(scope, node);
  if (!list.ok()) return list.status();
  const size_t rank = input.size() + list->size();
  if (rank > kMaxRank) return InvalidNode(node, "too many axes");
  const auto axes = SortedAxes(node, *list, rank);
  if (!axes.ok()) return axes.status();
  Shape shape = input;
  for (const size_t axis : *axes) shape.insert(shape.begin() + axis, 1);
  return shape;
}

absl::StatusOr<Shape> Flattened(const OnnxNode& node, const Shape& input) {
  int64_t axis = IntAttribute(node, "axis", 1);
  const int64_t rank = input.size();
  if (axis < 0) axis += rank;
  if (axis < 0 || axis > rank) return InvalidNode(node, "its axis");
  const auto product = [](auto begin, auto end) {
    return std::accumulate(begin, end, int64_t{1}, std::multiplies<>());
  };
  const auto middle = input.begin() + axis;
  return Shape{product(input.begin(), middle), product(middle, input.end())};
}

}  // namespace

bool IsReshape(const OnnxNode& node) {
  return node.op_type == "Reshape" || node.op_type == "Flatten" ||
         node.op_type == "Squeeze" || node.op_type == "Unsqueeze";
}

absl::StatusOr<Shape> TargetShape(ImportScope& scope, const OnnxNode& node,
                                  const Shape& input) {
  if (node.op_type == "Squeeze") return Squeezed(scope, node, input);
  if (node.op_type == "Unsqueeze") return Unsqueezed(scope, node, input);
  if (node.op_type == "Flatten") return Flattened(node, input);
  const auto target = scope.IntsInput(node, 1);
  if (!target.ok()) return target.status();
  return Resolved(node, input, *target);
}

absl::StatusOr<std::vector<size_t>> TransposeOrder(const OnnxNode& node,
                                                   size_t rank) {
  std::vector<int64_t> backwards;
  for (size_t i = rank; i-- > 0;) backwards.push_back(i);
  const std::vector<int64_t> order = IntsAttribute(node, "perm", backwards);
  std::vector<int64_t> sorted = order;
  std::sort(sorted.begin(), sorted.end());
  std::reverse(sorted.begin(), sorted.end());
  if (sorted != backwards) {
    return InvalidNode(node,
                       absl::StrCat("its perm [", absl::StrJoin(order, ", "),
                                    "] is no order of ", rank, " dimensions"));
  }
  return std::vector<size_t>(order.begin(), order.end());
}

absl::StatusOr<size_t> AxisOf(const OnnxNode& node, int64_t axis, size_t rank) {
  const int64_t count = rank;
  if (axis < -count || axis >= count) {
    return InvalidNode(node, absl::StrCat("its axis ", axis, " is none of ",
                                          rank, " dimensions"));
  }
  return axis < 0 ? axis + count : axis;
}

}  // namespace feluda

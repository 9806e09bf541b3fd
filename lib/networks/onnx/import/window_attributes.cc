#include "lib/networks/onnx/import/window_attributes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/networks/onnx/import/node_attributes.h"

namespace feluda {
namespace {

// No window of a network is larger. The limit keeps sizes from overflowing.
constexpr int64_t kMaxSize = 1 << 14;

// Whether there are `count` numbers, from `least` to the limit.
bool AreWithin(const std::vector<int64_t>& values, size_t count,
               int64_t least) {
  return values.size() == count &&
         std::all_of(values.begin(), values.end(), [least](int64_t value) {
           return value >= least && value <= kMaxSize;
         });
}

// As TensorFlow's SAME: the output has ceil(input / stride), and an odd pixel
// of padding is at the end (UPPER) or the beginning (LOWER).
void PadSame(const Shape& input, bool upper, WindowAttributes& window) {
  for (size_t i = 0; i < 2; ++i) {
    const int64_t stride = window.strides[i];
    const int64_t reach = (window.size[i] - 1) * window.dilations[i] + 1;
    const int64_t outputs = (input[2 + i] + stride - 1) / stride;
    const int64_t all =
        std::max<int64_t>(0, (outputs - 1) * stride + reach - input[2 + i]);
    window.pad_before[i] = upper ? all / 2 : all - all / 2;
    window.pad_after[i] = all - window.pad_before[i];
  }
}

}  // namespace

absl::StatusOr<WindowAttributes> WindowOf(const OnnxNode& node,
                                          const Shape& input,
                                          const Shape& size) {
  WindowAttributes window;
  window.size = IntsAttribute(node, "kernel_shape", size);
  window.strides = IntsAttribute(node, "strides", {1, 1});
  window.dilations = IntsAttribute(node, "dilations", {1, 1});
  const std::vector<int64_t> pads = IntsAttribute(node, "pads", {0, 0, 0, 0});
  if (!AreWithin(window.size, 2, 1) || !AreWithin(window.strides, 2, 1) ||
      !AreWithin(window.dilations, 2, 1) || !AreWithin(pads, 4, 0)) {
    return UnsupportedNode(node, "its window is not one of an image");
  }
  if (!size.empty() && window.size != size) {
    return InvalidNode(
        node, absl::StrCat("its kernel_shape is ", ShapeText(window.size),
                           ", but its weights have ", ShapeText(size)));
  }
  window.pad_before = {pads[0], pads[1]};
  window.pad_after = {pads[2], pads[3]};
  const std::string mode = TextAttribute(node, "auto_pad", "NOTSET");
  if (mode == "VALID") {
    window.pad_before = window.pad_after = {0, 0};
  } else if (mode == "SAME_UPPER" || mode == "SAME_LOWER") {
    PadSame(input, mode == "SAME_UPPER", window);
  } else if (mode != "NOTSET" && !mode.empty()) {
    return InvalidNode(node, absl::StrCat("its auto_pad is ", mode));
  }
  return window;
}

}  // namespace feluda

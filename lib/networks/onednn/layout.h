// The shape of a value and how its elements lie in memory. oneDNN's primitives
// choose layouts that suit them, such as blocks of 16 channels.
//
// Threads: any number may read.

#ifndef LIB_NETWORKS_ONEDNN_LAYOUT_H_
#define LIB_NETWORKS_ONEDNN_LAYOUT_H_

#include <cstddef>
#include <memory>
#include <utility>

#include "lib/networks/tensor.h"

namespace feluda {

class Layout {
 public:
  // oneDNN's description; see lib/networks/onednn/description.h.
  struct Description;

  // The layout of nothing: its shape is {0}.
  Layout() = default;
  Layout(Shape shape, std::shared_ptr<const Description> description);

  // Row-major order.
  // REQUIRES: at most 12 dimensions, each of size 1 or more.
  static Layout Plain(const Shape& shape);

  // The channels of a pixel lie together: the order of {batch, channels,
  // height, width} is batch, height, width, channels. REQUIRES: four
  // dimensions, each of size 1 or more.
  static Layout ChannelsLast(const Shape& shape);

  const Shape& shape() const { return shape_; }

  // Returns the size in memory, with what the layout pads.
  size_t bytes() const { return bytes_; }

  const Description& description() const { return *description_; }

  // Whether both have one shape and each element in the same place.
  friend bool operator==(const Layout& a, const Layout& b);
  friend bool operator!=(const Layout& a, const Layout& b) { return !(a == b); }

 private:
  Shape shape_ = {0};
  std::shared_ptr<const Description> description_;
  size_t bytes_ = 0;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_LAYOUT_H_

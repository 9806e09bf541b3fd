#include "lib/networks/onednn/layout.h"

#include <utility>

#include "dnnl.hpp"
#include "lib/networks/onednn/description.h"

namespace feluda {
namespace {

using dnnl::memory;

// The distance in elements between neighbours along each dimension, where the
// dimensions are nested in `order`, the outermost first.
memory::dims Strides(const Shape& shape, const std::vector<size_t>& order) {
  memory::dims strides(shape.size());
  int64_t stride = 1;
  for (size_t i = order.size(); i-- > 0;) {
    strides[order[i]] = stride;
    stride *= shape[order[i]];
  }
  return strides;
}

Layout Ordered(const Shape& shape, const std::vector<size_t>& order) {
  return LayoutOf(shape, memory::desc(shape, memory::data_type::f32,
                                      Strides(shape, order)));
}

}  // namespace

Layout::Layout(Shape shape, std::shared_ptr<const Description> description)
    : shape_(std::move(shape)),
      description_(std::move(description)),
      bytes_(description_->memory.get_size()) {}

Layout Layout::Plain(const Shape& shape) {
  // oneDNN knows no scalars.
  if (shape.empty()) return LayoutOf(shape, Plain({1}).description().memory);
  std::vector<size_t> order(shape.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  return Ordered(shape, order);
}

Layout Layout::ChannelsLast(const Shape& shape) {
  return Ordered(shape, {0, 2, 3, 1});
}

bool operator==(const Layout& a, const Layout& b) {
  if (a.shape_ != b.shape_) return false;
  if (a.description_ == b.description_) return true;
  return a.description_ != nullptr && b.description_ != nullptr &&
         a.description_->memory == b.description_->memory;
}

Layout LayoutOf(const Shape& shape, const dnnl::memory::desc& memory) {
  return Layout(shape, std::make_shared<const Layout::Description>(
                           Layout::Description{memory}));
}

dnnl::memory::desc AnyLayout(const Shape& shape) {
  return {shape, memory::data_type::f32, memory::format_tag::any};
}

}  // namespace feluda

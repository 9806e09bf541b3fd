#include "lib/networks/onednn/packed_weights.h"

#include <utility>

#include "lib/networks/onednn/reorder.h"

namespace feluda {

PackedWeights::PackedWeights(Tensor plain)
    : shape_(plain.shape()), plain_(std::move(plain)) {}

const Layout* PackedWeights::packed() const {
  return copies_.empty() ? nullptr : &copies_.front().layout;
}

absl::StatusOr<const float*> PackedWeights::In(const Layout& layout) {
  for (const Copy& copy : copies_) {
    if (copy.layout == layout) return copy.values.data();
  }
  const bool first = copies_.empty();
  const Layout from = first ? Layout::Plain(plain_.shape()) : *packed();
  const float* values = first ? plain_.data() : copies_.front().values.data();
  Copy copy{layout, AlignedFloats(layout.bytes())};
  const absl::Status status = Reorder(from, values, layout, copy.values.data());
  if (!status.ok()) return status;
  copies_.push_back(std::move(copy));
  plain_ = Tensor();
  return copies_.back().values.data();
}

}  // namespace feluda

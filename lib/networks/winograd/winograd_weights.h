// The weights of a 3x3 convolution, arranged for Winograd's algorithm. They are
// not transformed yet. Transformed they would take 16 / 9 or 4 times the
// memory, and transforming takes little time if it is done for a part at a
// time, which then stays in the second-level cache.
//
// Threads: any number may read.

#ifndef LIB_NETWORKS_WINOGRAD_WINOGRAD_WEIGHTS_H_
#define LIB_NETWORKS_WINOGRAD_WINOGRAD_WEIGHTS_H_

#include <algorithm>
#include <cstddef>

#include "lib/networks/aligned_floats.h"
#include "lib/networks/tensor.h"

namespace feluda {

class WinogradWeights {
 public:
  // `weights` are {outputs, channels, 3, 3}; the outputs come in panels of
  // `panel`, of which the last may be narrower. `results` is the size of a
  // tile. REQUIRES: results is 2 or 4.
  WinogradWeights(const Tensor& weights, size_t results, size_t panel);

  size_t channels() const { return channels_; }
  size_t outputs() const { return outputs_; }
  size_t results() const { return results_; }
  size_t panel() const { return panel_; }

  // Returns how many products a tile has: 16 or 36.
  size_t products() const { return (results_ + 2) * (results_ + 2); }

  // Returns the number of outputs in the panel that begins at `output`.
  size_t PanelWidth(size_t output) const {
    return std::min(panel_, outputs_ - output);
  }

  // Returns the taps of a channel and of the outputs that begin at `output`:
  // nine rows, each of a number for each output of the panel. The next
  // channel's follow.
  const float* Taps(size_t output, size_t channel) const {
    return taps_.data() +
           (output * channels_ + channel * PanelWidth(output)) * kTaps;
  }

  static constexpr size_t kTaps = 9;

 private:
  size_t channels_;
  size_t outputs_;
  size_t results_;
  size_t panel_;
  AlignedFloats taps_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_WINOGRAD_WINOGRAD_WEIGHTS_H_

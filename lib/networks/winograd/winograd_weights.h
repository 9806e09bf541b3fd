// The weights of a 3x3 convolution, transformed for Winograd's algorithm.
//
// Threads: any number may read.

#ifndef LIB_NETWORKS_WINOGRAD_WINOGRAD_WEIGHTS_H_
#define LIB_NETWORKS_WINOGRAD_WINOGRAD_WEIGHTS_H_

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

  // Returns how many products a tile has: 16 or 36.
  size_t products() const { return (results_ + 2) * (results_ + 2); }

  // Returns the matrix of a product and of the outputs that begin at `output`:
  // channels() rows, each of a number for each output of the panel.
  const float* Panel(size_t output, size_t product) const {
    const size_t width = PanelWidth(output);
    return values_.data() + output * channels_ * products() +
           product * channels_ * width;
  }

  // Returns the number of outputs in the panel that begins at `output`.
  size_t PanelWidth(size_t output) const {
    return outputs_ - output < panel_ ? outputs_ - output : panel_;
  }

  size_t panel() const { return panel_; }

 private:
  size_t channels_;
  size_t outputs_;
  size_t results_;
  size_t panel_;
  AlignedFloats values_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_WINOGRAD_WINOGRAD_WEIGHTS_H_

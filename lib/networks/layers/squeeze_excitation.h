// Squeeze and excitation (Hu et al., "Squeeze-and-Excitation Networks", 2018):
// scales each channel by what two small layers make of the average image.
//
//   x = SqueezeAndExcite(builder, "block.2", x, std::move(reduce),
//                        std::move(expand));

#ifndef LIB_NETWORKS_LAYERS_SQUEEZE_EXCITATION_H_
#define LIB_NETWORKS_LAYERS_SQUEEZE_EXCITATION_H_

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/layers/convolution.h"

namespace feluda {

// x: {batch, channels, height, width}, to the same shape. `reduce` and `expand`
// are 1x1 convolutions with their activations, which in EfficientNet are SiLU
// and the sigmoid.
Value SqueezeAndExcite(NetworkBuilder& builder, absl::string_view name, Value x,
                       ConvolutionParameters reduce,
                       ConvolutionParameters expand);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_SQUEEZE_EXCITATION_H_

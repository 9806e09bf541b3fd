// What the tests of layers share: random tensors, layers written as plain loops
// to compare with, and a network of one layer.

#ifndef LIB_NETWORKS_LAYERS_LAYER_TESTING_H_
#define LIB_NETWORKS_LAYERS_LAYER_TESTING_H_

#include <cstdint>
#include <functional>
#include <memory>

#include "absl/types/span.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/onednn/activation.h"
#include "lib/networks/onednn/convolution.h"
#include "lib/networks/tensor.h"

namespace feluda {

// Returns uniform numbers between -1 and 1.
Tensor RandomTensor(const Shape& shape, unsigned seed);

// These compute in double precision. An empty `bias` is none.
Tensor PlainConvolution(const Tensor& x, const Tensor& weights,
                        const Tensor& bias, const ConvolutionGeometry& geometry,
                        int64_t groups);
Tensor PlainInnerProduct(const Tensor& x, const Tensor& weights,
                         const Tensor& bias);
Tensor PlainSum(const Tensor& a, const Tensor& b);
Tensor PlainActivation(const Tensor& x, const Activation& activation);

// Returns a network with inputs of these shapes and one output, what `add`
// makes of the inputs. If there is an error, fails the test and returns null.
std::unique_ptr<Network> NetworkOf(
    const std::vector<Shape>& inputs,
    const std::function<Value(NetworkBuilder&, absl::Span<const Value>)>& add,
    int threads = 1);

// Expects the shapes to be equal and each value to be within `tolerance`.
void ExpectNear(const Tensor& found, const Tensor& expected,
                float tolerance = 1e-5f);

// Runs the network on `inputs` and expects `expected`.
void ExpectOutput(Network& network, absl::Span<const Tensor> inputs,
                  const Tensor& expected, float tolerance = 1e-5f);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_LAYER_TESTING_H_

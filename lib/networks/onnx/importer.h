// Builds a network of our own layers from an ONNX graph: the operations that
// exports of convolutional classifiers use.
//
//   absl::StatusOr<OnnxModel> model = ReadOnnxModel("classifier.onnx");
//   absl::StatusOr<ImportedNetwork> imported = ImportOnnx(*model, {});
//   imported->network->Run(Tensor::Borrowed(imported->input, pixels));
//
// Batch normalizations, activations and residual sums become part of the
// convolutions before them, and the transpositions of models from TensorFlow
// cancel out.
//
// Inputs, outputs and weights may be float16. What goes into such an input, out
// of such an output or through a Cast to float16 is rounded to it. Between
// these, layers compute in float32, as ONNX Runtime does on most CPUs;
// ImportedNetwork::widens_float16 says so.
//
// Nothing else is approximated. An operation, or a use of one, that our layers
// do not compute exactly is an UnimplementedError that names it; the graph is
// then for another engine (onnx_network.h).

#ifndef LIB_NETWORKS_ONNX_IMPORTER_H_
#define LIB_NETWORKS_ONNX_IMPORTER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "lib/networks/graph/network.h"
#include "lib/networks/onnx/format/onnx_model.h"
#include "lib/networks/tensor.h"

namespace feluda {

struct ImportOptions {
  NetworkOptions network;
  // A shape of the input, from which the sizes are taken that the model leaves
  // open. A batch that stays open is 1; the network takes other batches as
  // well.
  Shape input;
};

struct ImportedNetwork {
  std::unique_ptr<Network> network;
  // The shape of the input, with the dimensions in the model's order.
  Shape input;
  // Whether the model has layers of float16, which are computed in float32.
  bool widens_float16 = false;
};

// InvalidArgumentError for a graph that is wrong, or whose input has open sizes
// that the options do not give; UnimplementedError as above. Errors begin with
// the model's path.
absl::StatusOr<ImportedNetwork> ImportOnnx(const OnnxModel& model,
                                           const ImportOptions& options);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_IMPORTER_H_

// Builds a network, layer by layer. Functions in lib/networks/layers add the
// layers.
//
//   NetworkBuilder builder({/*threads=*/1});
//   Value x = builder.Input({1, 3, 224, 224});
//   x = Convolution(builder, "conv1", x,
//                   {builder.Load(weights, "conv1.weight", {64, 3, 7, 7})});
//   x = GlobalAveragePool(builder, "avgpool", x);
//   absl::StatusOr<std::unique_ptr<Network>> network = builder.Build({x});
//
// The builder keeps the first error, after which its methods do nothing, and
// Build() returns it. So a model reads like the table in its paper, without a
// check after each line.
//
// Adding a layer packs its weights and releases the tensors that they came in.
//
// Threads: one at a time.

#ifndef LIB_NETWORKS_GRAPH_NETWORK_BUILDER_H_
#define LIB_NETWORKS_GRAPH_NETWORK_BUILDER_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/networks/graph/graph.h"
#include "lib/networks/graph/network.h"
#include "lib/networks/graph/network_plan.h"
#include "lib/networks/layer.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights.h"

namespace feluda {

class NetworkBuilder {
 public:
  explicit NetworkBuilder(const NetworkOptions& options = {});

  // Adds an input. Weights are packed in the way that is best for `shape`; the
  // network takes other batches and sizes as well, if its layers do.
  Value Input(const Shape& shape);

  // Adds a layer. Errors begin with its name.
  Value Add(absl::string_view name, std::unique_ptr<Layer> layer,
            absl::Span<const Value> inputs);

  // Returns a tensor of the model, or an empty one after an error.
  Tensor Load(const Weights& weights, absl::string_view name,
              const Shape& expected);

  // Keeps an error, unless there is one already.
  void Fail(absl::Status error);

  const absl::Status& status() const { return status_; }

  // Returns the shape that a value has if the inputs have the shapes that
  // Input() was given; an empty one after an error.
  Shape ShapeOf(Value value) const;

  // Returns the network that computes `outputs`, or the first error. No method
  // may be called afterwards.
  absl::StatusOr<std::unique_ptr<Network>> Build(
      absl::Span<const Value> outputs);

 private:
  NetworkOptions options_;
  absl::Status status_;
  std::unique_ptr<Graph> graph_;
  // The plan for the shapes that Input() was given; it grows with the graph.
  std::unique_ptr<NetworkPlan> plan_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_GRAPH_NETWORK_BUILDER_H_

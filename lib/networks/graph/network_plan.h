// What a network does for inputs of certain shapes: the steps of its layers,
// conversions of layouts between them, and the place of each value in the
// arena.
//
//   NetworkPlan plan;
//   for (const GraphNode& node : graph.nodes) plan.Append(node, input_shape);
//   plan.Finish(graph.outputs);
//   arena.Reserve(plan.arena_bytes());
//   plan.Run(inputs, arena.data());
//
// Threads: one at a time.

#ifndef LIB_NETWORKS_GRAPH_NETWORK_PLAN_H_
#define LIB_NETWORKS_GRAPH_NETWORK_PLAN_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/networks/graph/graph.h"
#include "lib/networks/onednn/layout.h"
#include "lib/networks/tensor.h"

namespace feluda {

class NetworkPlan {
 public:
  // Adds an input of the network, the next value of the graph.
  absl::Status AppendInput(const Shape& shape);

  // Prepares a layer, which gives the next value of the graph.
  absl::Status Append(const GraphNode& node);

  // Says which values the caller gets, and gives each its place.
  // REQUIRES: called once, after everything was appended.
  absl::Status Finish(absl::Span<const Value> outputs);

  // Computes the outputs.
  // REQUIRES: the inputs have input_shapes(), and `arena` arena_bytes().
  absl::StatusOr<std::vector<Tensor>> Run(absl::Span<const Tensor> inputs,
                                          std::byte* arena);

  const std::vector<Shape>& input_shapes() const { return input_shapes_; }
  size_t arena_bytes() const { return arena_bytes_; }

  // Returns the shape of a value of the graph.
  const Shape& ShapeOf(Value value) const {
    return buffers_[values_[value.index]].layout.shape();
  }

 private:
  static constexpr size_t kNowhere = static_cast<size_t>(-1);

  // What a step writes, or an input of the network.
  struct Buffer {
    Layout layout;
    size_t input = kNowhere;  // its index, if it is one
    size_t first = 0;         // the step that writes it
    size_t last = 0;          // the last step that reads it
    size_t offset = 0;        // in the arena
    // The same values in other layouts: buffers by index.
    std::vector<size_t> converted;
  };

  struct PlannedStep {
    std::string name;
    Step step;
    std::vector<size_t> inputs;  // buffers
    size_t output = 0;           // a buffer
    size_t scratch_offset = 0;
    std::vector<const float*> pointers;  // of the inputs, while it runs
  };

  // Returns a buffer with the values of `buffer` in the layout.
  absl::StatusOr<size_t> Converted(size_t buffer, const Layout& layout);
  size_t AddStep(const std::string& name, Step step,
                 std::vector<size_t> inputs);
  // Finds outputs that can take the place of an input. Returns for each buffer
  // the one whose memory it uses: itself, or one before it.
  std::vector<size_t> ShareInPlace();
  void PlaceBuffers();
  absl::Status RunStep(PlannedStep& planned, absl::Span<const Tensor> inputs,
                       std::byte* arena);

  std::vector<Shape> input_shapes_;
  std::vector<Buffer> buffers_;
  std::vector<size_t> values_;  // the buffer of each value of the graph
  std::vector<PlannedStep> steps_;
  std::vector<size_t> outputs_;  // buffers
  size_t arena_bytes_ = 0;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_GRAPH_NETWORK_PLAN_H_

// A neural network that is ready to run; NetworkBuilder makes it.
//
//   absl::StatusOr<Tensor> features = network->Run(
//       Tensor::Borrowed({1, 3, 224, 298}, pixels));
//
// For each shape of the inputs the network makes a plan: what runs, in which
// layouts, and where in memory. It keeps the last few plans. All plans share
// the packed weights and one arena, in which values that are no longer needed
// make room for others.
//
// Results do not depend on the plan that ran before. With another number of
// threads they agree within 1e-5 of the largest value.
//
// Threads: one at a time.

#ifndef LIB_NETWORKS_GRAPH_NETWORK_H_
#define LIB_NETWORKS_GRAPH_NETWORK_H_

#include <cstddef>
#include <list>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/networks/graph/arena.h"
#include "lib/networks/graph/graph.h"
#include "lib/networks/graph/network_plan.h"
#include "lib/networks/tensor.h"

namespace feluda {

struct NetworkOptions {
  // How many threads a run uses, the calling thread among them.
  int threads = 1;
  // How many plans are kept, each for other shapes of the inputs. Making one
  // again costs some milliseconds.
  size_t kept_plans = 4;
};

class Network {
 public:
  // Returns the outputs, in the order that NetworkBuilder::Build() was given,
  // or an error that names the layer that does not fit the inputs.
  absl::StatusOr<std::vector<Tensor>> Run(absl::Span<const Tensor> inputs);

  // Does the same for a network of one input and one output.
  absl::StatusOr<Tensor> Run(const Tensor& input);

  // Returns the bytes of the arena, which grows with the largest plan so far.
  size_t arena_bytes() const { return arena_.size(); }

 private:
  friend class NetworkBuilder;

  Network(const NetworkOptions& options, std::unique_ptr<Graph> graph,
          std::unique_ptr<NetworkPlan> plan);

  // Returns the plan for these inputs, which it makes if there is none.
  absl::StatusOr<NetworkPlan*> PlanFor(absl::Span<const Tensor> inputs);

  NetworkOptions options_;
  std::unique_ptr<Graph> graph_;
  std::list<std::unique_ptr<NetworkPlan>> plans_;  // the last used first
  Arena arena_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_GRAPH_NETWORK_H_

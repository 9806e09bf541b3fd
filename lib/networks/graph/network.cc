#include "lib/networks/graph/network.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/networks/onednn/threads.h"

namespace feluda {
namespace {

bool HaveShapes(absl::Span<const Tensor> inputs,
                const std::vector<Shape>& shapes) {
  if (inputs.size() != shapes.size()) return false;
  for (size_t i = 0; i < inputs.size(); ++i) {
    if (inputs[i].shape() != shapes[i]) return false;
  }
  return true;
}

absl::StatusOr<std::unique_ptr<NetworkPlan>> MakePlan(
    const Graph& graph, absl::Span<const Tensor> inputs) {
  auto plan = std::make_unique<NetworkPlan>();
  size_t input = 0;
  for (const GraphNode& node : graph.nodes) {
    const absl::Status status = node.layer == nullptr
                                    ? plan->AppendInput(inputs[input++].shape())
                                    : plan->Append(node);
    if (!status.ok()) return status;
  }
  const absl::Status status = plan->Finish(graph.outputs);
  if (!status.ok()) return status;
  return plan;
}

}  // namespace

Network::Network(const NetworkOptions& options, std::unique_ptr<Graph> graph,
                 std::unique_ptr<NetworkPlan> plan)
    : options_(options), graph_(std::move(graph)) {
  plans_.push_back(std::move(plan));
}

absl::StatusOr<NetworkPlan*> Network::PlanFor(absl::Span<const Tensor> inputs) {
  for (auto plan = plans_.begin(); plan != plans_.end(); ++plan) {
    if (!HaveShapes(inputs, (*plan)->input_shapes())) continue;
    plans_.splice(plans_.begin(), plans_, plan);
    return plans_.front().get();
  }
  const size_t expected = plans_.front()->input_shapes().size();
  if (inputs.size() != expected) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the network takes ", expected, " inputs, but got ", inputs.size()));
  }
  absl::StatusOr<std::unique_ptr<NetworkPlan>> plan = MakePlan(*graph_, inputs);
  if (!plan.ok()) return plan.status();
  plans_.push_front(*std::move(plan));
  // At least one stays: it knows the number of inputs.
  while (plans_.size() > std::max<size_t>(1, options_.kept_plans)) {
    plans_.pop_back();
  }
  return plans_.front().get();
}

absl::StatusOr<std::vector<Tensor>> Network::Run(
    absl::Span<const Tensor> inputs) {
  const ScopedThreads threads(options_.threads);
  const absl::StatusOr<NetworkPlan*> plan = PlanFor(inputs);
  if (!plan.ok()) return plan.status();
  arena_.Reserve((*plan)->arena_bytes());
  return (*plan)->Run(inputs, arena_.data());
}

absl::StatusOr<Tensor> Network::Run(const Tensor& input) {
  absl::StatusOr<std::vector<Tensor>> outputs =
      Run(absl::MakeConstSpan(&input, 1));
  if (!outputs.ok()) return outputs.status();
  if (outputs->size() != 1) {
    return absl::FailedPreconditionError(
        absl::StrCat("the network has ", outputs->size(), " outputs, not one"));
  }
  return std::move(outputs->front());
}

}  // namespace feluda

#include "lib/networks/graph/network_builder.h"

#include <string>
#include <utility>

#include "lib/networks/onednn/threads.h"

namespace feluda {

NetworkBuilder::NetworkBuilder(const NetworkOptions& options)
    : options_(options),
      graph_(std::make_unique<Graph>()),
      plan_(std::make_unique<NetworkPlan>()) {}

void NetworkBuilder::Fail(absl::Status error) {
  if (status_.ok()) status_ = std::move(error);
}

Value NetworkBuilder::Input(const Shape& shape) {
  if (!status_.ok()) return {};
  Fail(plan_->AppendInput(shape));
  if (!status_.ok()) return {};
  graph_->nodes.push_back({"input", nullptr, {}});
  return {static_cast<int>(graph_->nodes.size()) - 1};
}

Value NetworkBuilder::Add(absl::string_view name, std::unique_ptr<Layer> layer,
                          absl::Span<const Value> inputs) {
  if (!status_.ok()) return {};
  GraphNode node;
  node.name = std::string(name);
  node.layer = std::move(layer);
  node.inputs.assign(inputs.begin(), inputs.end());
  // oneDNN chooses what is best for the number of threads that it sees.
  const ScopedThreads threads(options_.threads);
  Fail(plan_->Append(node));
  if (!status_.ok()) return {};
  graph_->nodes.push_back(std::move(node));
  return {static_cast<int>(graph_->nodes.size()) - 1};
}

Tensor NetworkBuilder::Load(const Weights& weights, absl::string_view name,
                            const Shape& expected) {
  if (!status_.ok()) return {};
  absl::StatusOr<Tensor> tensor = weights.Get(name, expected);
  if (tensor.ok()) return *std::move(tensor);
  Fail(tensor.status());
  return {};
}

Shape NetworkBuilder::ShapeOf(Value value) const {
  if (!status_.ok()) return {};
  return plan_->ShapeOf(value);
}

absl::StatusOr<std::unique_ptr<Network>> NetworkBuilder::Build(
    absl::Span<const Value> outputs) {
  if (!status_.ok()) return status_;
  graph_->outputs.assign(outputs.begin(), outputs.end());
  const ScopedThreads threads(options_.threads);
  Fail(plan_->Finish(outputs));
  if (!status_.ok()) return status_;
  return std::unique_ptr<Network>(
      new Network(options_, std::move(graph_), std::move(plan_)));
}

}  // namespace feluda

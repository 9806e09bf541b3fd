#include "lib/networks/models/seeded_graph.h"

#include <utility>

#include "absl/types/span.h"

namespace feluda {

std::string SeededGraph::Node(std::string operation,
                              std::vector<std::string> inputs,
                              const std::string& output,
                              std::vector<OnnxWrittenAttribute> attributes) {
  graph_.nodes.push_back({std::move(operation),
                          std::move(inputs),
                          {output},
                          std::move(attributes),
                          ""});
  return output;
}

void SeededGraph::Add(SeededTensor tensor) {
  std::string name = tensor.name;
  Shape shape = tensor.shape;
  auto fill = [seed = seed_, tensor = std::move(tensor)](
                  int64_t first, absl::Span<float> values) {
    FillSeeded(seed, tensor, first, values);
  };
  graph_.initializers.push_back(
      {std::move(name), std::move(shape), std::move(fill), {}});
}

}  // namespace feluda

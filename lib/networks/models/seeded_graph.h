// Adds nodes to an ONNX graph, and weights that are made from a seed when the
// graph is written.
//
//   OnnxGraph graph;
//   SeededGraph seeded(/*seed=*/42, graph);
//   seeded.Add(HeNormal("fc.weight", {10, 64}));
//   seeded.Node("Gemm", {"x", "fc.weight"}, "y", {{"transB", int64_t{1}}});
//
// Threads: one at a time.

#ifndef LIB_NETWORKS_MODELS_SEEDED_GRAPH_H_
#define LIB_NETWORKS_MODELS_SEEDED_GRAPH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lib/networks/onnx/format/onnx_writer.h"
#include "lib/networks/weights/seeded_weights.h"

namespace feluda {

class SeededGraph {
 public:
  // `graph` must outlive the object.
  SeededGraph(uint64_t seed, OnnxGraph& graph) : seed_(seed), graph_(graph) {}

  // Adds an operation with one output, and returns the output's name.
  std::string Node(std::string operation, std::vector<std::string> inputs,
                   const std::string& output,
                   std::vector<OnnxWrittenAttribute> attributes = {});

  // Adds a weight, which nodes read by its name.
  void Add(SeededTensor tensor);

 private:
  const uint64_t seed_;
  OnnxGraph& graph_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_MODELS_SEEDED_GRAPH_H_

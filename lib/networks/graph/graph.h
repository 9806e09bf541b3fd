// The layers of a network and what each reads, in the order in which they run.

#ifndef LIB_NETWORKS_GRAPH_GRAPH_H_
#define LIB_NETWORKS_GRAPH_GRAPH_H_

#include <memory>
#include <string>
#include <vector>

#include "lib/networks/layer.h"

namespace feluda {

// What an input or a layer gives. Only a NetworkBuilder makes values, and only
// the one that made a value can use it.
struct Value {
  int index = -1;  // negative after an error
};

struct GraphNode {
  std::string name;
  std::unique_ptr<Layer> layer;  // null for an input of the network
  std::vector<Value> inputs;
};

// Value i is what node i gives.
struct Graph {
  std::vector<GraphNode> nodes;
  std::vector<Value> outputs;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_GRAPH_GRAPH_H_

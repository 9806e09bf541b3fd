// The interface of a layer: it turns the layouts of its inputs into a step that
// computes its output. Everything that a network computes is such a step.
//
//   class Doubling : public Layer {
//     absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
//       const size_t count = ElementCount(inputs[0].shape());
//       Step step;
//       step.inputs = {Layout::Plain(inputs[0].shape())};
//       step.output = step.inputs[0];
//       step.in_place = 0;
//       step.run = [count](const StepMemory& memory) {
//         for (size_t i = 0; i < count; ++i)
//           memory.output[i] = 2 * memory.inputs[0][i];
//         return absl::OkStatus();
//       };
//       return step;
//     }
//   };
//   Value y = builder.Add("double", std::make_unique<Doubling>(), {x});

#ifndef LIB_NETWORKS_LAYER_H_
#define LIB_NETWORKS_LAYER_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/networks/onednn/layout.h"

namespace feluda {

// The memory that a step works on. Each pointer is aligned to 64 bytes, except
// that an input of the network is where the caller has it.
struct StepMemory {
  absl::Span<const float* const> inputs;
  float* output;
  std::byte* scratch;
};

// A layer prepared for inputs of given shapes.
struct Step {
  // The layout in which each input is read. Where an input has another layout,
  // the network converts it first. The shapes are those of the inputs.
  std::vector<Layout> inputs;
  Layout output;
  // The size of StepMemory::scratch, which is lost after the step.
  size_t scratch_bytes = 0;
  // The index of an input whose memory `output` may take if nothing later reads
  // that input; -1 for none. So `run` must work in both cases: where
  // memory.output == memory.inputs[in_place], and where the two do not overlap.
  // REQUIRES: both layouts have the same bytes().
  int in_place = -1;
  // Computes the output. It runs while OpenMP is set to the network's number
  // of threads: see ParallelFor() in lib/networks/onednn/threads.h.
  std::function<absl::Status(const StepMemory& memory)> run;
};

class Layer {
 public:
  virtual ~Layer() = default;

  // Returns the step for inputs in these layouts, whose shapes have no size
  // below 1. Step::run may refer to the layer, which outlives it. An error says
  // what was expected and what was found; the caller adds the layer's name. The
  // first call packs the weights and releases the tensors that they came in;
  // later calls, for other shapes, use the same packed weights.
  virtual absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) = 0;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYER_H_

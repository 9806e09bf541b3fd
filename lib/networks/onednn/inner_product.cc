#include "lib/networks/onednn/inner_product.h"

#include <cstring>
#include <memory>

#include "dnnl.hpp"
#include "lib/networks/onednn/attributes.h"
#include "lib/networks/onednn/description.h"
#include "lib/networks/onednn/operation.h"
#include "lib/networks/onednn/primitives.h"

namespace feluda {
namespace {

using Description = dnnl::inner_product_forward::primitive_desc;

// With the weights as they are packed, if oneDNN takes them so.
Description Choose(const dnnl::memory::desc& source,
                   const PackedWeights& weights, const dnnl::memory::desc& bias,
                   const dnnl::memory::desc& destination,
                   const dnnl::primitive_attr& attributes) {
  if (weights.packed() != nullptr) {
    try {
      return primitives::InnerProduct(source,
                                      weights.packed()->description().memory,
                                      bias, destination, attributes);
    } catch (const dnnl::error&) {
      // Refused: the other will do.
    }
  }
  return primitives::InnerProduct(source, AnyLayout(weights.shape()), bias,
                                  destination, attributes);
}

std::shared_ptr<Operation> MakeOperation(const Description& description) {
  return std::make_shared<Operation>(
      dnnl::inner_product_forward(description),
      std::vector<OperationArgument>{
          {DNNL_ARG_SRC, description.src_desc()},
          {DNNL_ARG_WEIGHTS, description.weights_desc()},
          {DNNL_ARG_BIAS, description.bias_desc()},
          {DNNL_ARG_DST, description.dst_desc()},
          {DNNL_ARG_SCRATCHPAD, description.scratchpad_desc()}});
}

}  // namespace

absl::StatusOr<Step> InnerProductStep(const Shape& source, bool residual,
                                      const Activation& activation,
                                      absl::Span<const float> bias,
                                      PackedWeights& weights) {
  const int64_t outputs = weights.shape()[0];
  const int64_t rows = ElementCount(source) / source.back();
  Shape destination = source;
  destination.back() = outputs;
  return CatchOneDnn("an inner product", [&]() -> absl::StatusOr<Step> {
    const auto plain = [](const Shape& shape) {
      return Layout::Plain(shape).description().memory;
    };
    const Description description =
        Choose(plain({rows, source.back()}), weights,
               bias.empty() ? dnnl::memory::desc() : plain({outputs}),
               plain({rows, outputs}), Attributes(residual, activation));
    const absl::StatusOr<const float*> packed =
        weights.In(LayoutOf(weights.shape(), description.weights_desc()));
    if (!packed.ok()) return packed.status();
    Step step;
    step.inputs = {Layout::Plain(source)};
    step.output = Layout::Plain(destination);
    if (residual) {
      step.inputs.push_back(step.output);
      step.in_place = 1;
    }
    step.scratch_bytes = description.scratchpad_desc().get_size();
    step.run = [operation = MakeOperation(description), matrix = *packed,
                offsets = bias.data(), residual,
                bytes = step.output.bytes()](const StepMemory& memory) {
      if (residual && memory.inputs[1] != memory.output) {
        std::memcpy(memory.output, memory.inputs[1], bytes);
      }
      return operation->Run(
          {memory.inputs[0], matrix, offsets, memory.output, memory.scratch});
    };
    return step;
  });
}

}  // namespace feluda

#include "lib/networks/onednn/convolution.h"

#include <cstring>
#include <memory>
#include <string>

#include "dnnl.hpp"
#include "lib/networks/onednn/attributes.h"
#include "lib/networks/onednn/description.h"
#include "lib/networks/onednn/operation.h"
#include "lib/networks/onednn/primitives.h"

namespace feluda {
namespace {

using Description = dnnl::convolution_forward::primitive_desc;

struct Problem {
  const ConvolutionGeometry& geometry;
  Shape source;
  Shape destination;
  Shape weights;
  bool has_bias;
  dnnl::primitive_attr attributes;
};

// oneDNN counts the gaps between the taps, not the distances.
Shape Gaps(const Shape& dilations) {
  return {dilations[0] - 1, dilations[1] - 1};
}

dnnl::memory::desc BiasOf(const Problem& problem) {
  if (!problem.has_bias) return {};
  return Layout::Plain({problem.destination[1]}).description().memory;
}

Description Describe(const Problem& problem, const dnnl::memory::desc& source,
                     const dnnl::memory::desc& weights) {
  return primitives::Convolution(
      dnnl::algorithm::convolution_direct, source, weights, BiasOf(problem),
      AnyLayout(problem.destination), problem.geometry.strides,
      Gaps(problem.geometry.dilations), problem.geometry.pad_before,
      problem.geometry.pad_after, problem.attributes);
}

// oneDNN does everything in any layout, but some of it without vectors.
bool IsFast(const Description& description) {
  return std::string(description.impl_info_str()).find("ref") ==
         std::string::npos;
}

// The layout that the source has and the one that the weights are packed in are
// kept where oneDNN has a fast primitive for them.
Description Choose(const Problem& problem, const Layout& source,
                   const PackedWeights& weights) {
  const dnnl::memory::desc any_source = AnyLayout(problem.source);
  const dnnl::memory::desc any_weights = AnyLayout(problem.weights);
  const bool plain = source == Layout::Plain(source.shape());
  const dnnl::memory::desc as_it_is =
      plain ? any_source : source.description().memory;
  if (weights.packed() != nullptr) {
    try {
      Description description =
          Describe(problem, as_it_is, weights.packed()->description().memory);
      if (IsFast(description)) return description;
    } catch (const dnnl::error&) {
      // Refused: one of the others will do.
    }
  }
  if (!plain) {
    try {
      Description description = Describe(problem, as_it_is, any_weights);
      if (IsFast(description)) return description;
    } catch (const dnnl::error&) {
      // Refused: the next will do.
    }
  }
  return Describe(problem, any_source, any_weights);
}

std::shared_ptr<Operation> MakeOperation(const Description& description) {
  return std::make_shared<Operation>(
      dnnl::convolution_forward(description),
      std::vector<OperationArgument>{
          {DNNL_ARG_SRC, description.src_desc()},
          {DNNL_ARG_WEIGHTS, description.weights_desc()},
          {DNNL_ARG_BIAS, description.bias_desc()},
          {DNNL_ARG_DST, description.dst_desc()},
          {DNNL_ARG_SCRATCHPAD, description.scratchpad_desc()}});
}

}  // namespace

absl::StatusOr<Step> ConvolutionStep(const ConvolutionGeometry& geometry,
                                     const Layout& source,
                                     const Shape& destination, bool residual,
                                     const Activation& activation,
                                     absl::Span<const float> bias,
                                     PackedWeights& weights) {
  return CatchOneDnn("a convolution", [&]() -> absl::StatusOr<Step> {
    const Problem problem{geometry,      source.shape(),
                          destination,   weights.shape(),
                          !bias.empty(), Attributes(residual, activation)};
    const Description description = Choose(problem, source, weights);
    const absl::StatusOr<const float*> packed =
        weights.In(LayoutOf(weights.shape(), description.weights_desc()));
    if (!packed.ok()) return packed.status();
    Step step;
    step.inputs = {LayoutOf(source.shape(), description.src_desc())};
    step.output = LayoutOf(destination, description.dst_desc());
    if (residual) {
      step.inputs.push_back(step.output);
      step.in_place = 1;
    }
    step.scratch_bytes = description.scratchpad_desc().get_size();
    step.run = [operation = MakeOperation(description), kernel = *packed,
                offsets = bias.data(), residual,
                bytes = step.output.bytes()](const StepMemory& memory) {
      if (residual && memory.inputs[1] != memory.output) {
        std::memcpy(memory.output, memory.inputs[1], bytes);
      }
      return operation->Run(
          {memory.inputs[0], kernel, offsets, memory.output, memory.scratch});
    };
    return step;
  });
}

}  // namespace feluda

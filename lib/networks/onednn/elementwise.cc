#include "lib/networks/onednn/elementwise.h"

#include <memory>

#include "dnnl.hpp"
#include "lib/networks/onednn/attributes.h"
#include "lib/networks/onednn/description.h"
#include "lib/networks/onednn/operation.h"
#include "lib/networks/onednn/primitives.h"

namespace feluda {
namespace {

dnnl::algorithm AlgorithmOf(BinaryKind kind) {
  switch (kind) {
    case BinaryKind::kAdd:
      return dnnl::algorithm::binary_add;
    case BinaryKind::kSubtract:
      return dnnl::algorithm::binary_sub;
    case BinaryKind::kMultiply:
      return dnnl::algorithm::binary_mul;
    case BinaryKind::kDivide:
      return dnnl::algorithm::binary_div;
    case BinaryKind::kMinimum:
      return dnnl::algorithm::binary_min;
    case BinaryKind::kMaximum:
      return dnnl::algorithm::binary_max;
  }
  return dnnl::algorithm::undef;
}

}  // namespace

absl::StatusOr<Step> ActivationStep(const Layout& source,
                                    Activation activation) {
  return CatchOneDnn("an activation", [&]() -> absl::StatusOr<Step> {
    const dnnl::algorithm algorithm = AlgorithmOf(activation);
    const auto description = primitives::Elementwise(
        algorithm, source.description().memory, activation.alpha,
        activation.beta, Attributes());
    auto operation = std::make_shared<Operation>(
        dnnl::eltwise_forward(description),
        std::vector<OperationArgument>{
            {DNNL_ARG_SRC, description.src_desc()},
            {DNNL_ARG_DST, description.dst_desc()},
            {DNNL_ARG_SCRATCHPAD, description.scratchpad_desc()}});
    Step step;
    step.inputs = {source};
    step.output = source;
    step.in_place = 0;
    step.scratch_bytes = description.scratchpad_desc().get_size();
    step.run = [operation](const StepMemory& memory) {
      return operation->Run({memory.inputs[0], memory.output, memory.scratch});
    };
    return step;
  });
}

absl::StatusOr<Step> BinaryStep(BinaryKind kind, const Layout& first,
                                const Layout& second,
                                const Activation& activation) {
  return CatchOneDnn("a sum or product", [&]() -> absl::StatusOr<Step> {
    // oneDNN is fast where both have one layout.
    const Layout& other = first.shape() == second.shape() ? first : second;
    const auto description = primitives::Binary(
        AlgorithmOf(kind), first.description().memory,
        other.description().memory, first.description().memory,
        Attributes(/*add=*/false, activation));
    auto operation = std::make_shared<Operation>(
        dnnl::binary(description),
        std::vector<OperationArgument>{
            {DNNL_ARG_SRC_0, description.src0_desc()},
            {DNNL_ARG_SRC_1, description.src1_desc()},
            {DNNL_ARG_DST, description.dst_desc()},
            {DNNL_ARG_SCRATCHPAD, description.scratchpad_desc()}});
    Step step;
    step.inputs = {first, other};
    step.output = first;
    step.in_place = 0;
    step.scratch_bytes = description.scratchpad_desc().get_size();
    step.run = [operation](const StepMemory& memory) {
      return operation->Run(
          {memory.inputs[0], memory.inputs[1], memory.output, memory.scratch});
    };
    return step;
  });
}

}  // namespace feluda

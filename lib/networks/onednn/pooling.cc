#include "lib/networks/onednn/pooling.h"

#include <memory>

#include "dnnl.hpp"
#include "lib/networks/onednn/attributes.h"
#include "lib/networks/onednn/description.h"
#include "lib/networks/onednn/operation.h"
#include "lib/networks/onednn/primitives.h"

namespace feluda {
namespace {

dnnl::algorithm AlgorithmOf(PoolingKind kind) {
  switch (kind) {
    case PoolingKind::kMaximum:
      return dnnl::algorithm::pooling_max;
    case PoolingKind::kAverage:
      return dnnl::algorithm::pooling_avg_exclude_padding;
    case PoolingKind::kAverageWithPadding:
      return dnnl::algorithm::pooling_avg_include_padding;
  }
  return dnnl::algorithm::undef;
}

}  // namespace

absl::StatusOr<Step> PoolingStep(PoolingKind kind,
                                 const PoolingGeometry& geometry,
                                 const Layout& source,
                                 const Shape& destination) {
  return CatchOneDnn("a pooling", [&]() -> absl::StatusOr<Step> {
    const auto description = primitives::Pooling(
        AlgorithmOf(kind), source.description().memory, AnyLayout(destination),
        geometry.strides, geometry.window, geometry.pad_before,
        geometry.pad_after, Attributes());
    auto operation = std::make_shared<Operation>(
        dnnl::pooling_forward(description),
        std::vector<OperationArgument>{
            {DNNL_ARG_SRC, description.src_desc()},
            {DNNL_ARG_DST, description.dst_desc()},
            {DNNL_ARG_SCRATCHPAD, description.scratchpad_desc()}});
    Step step;
    step.inputs = {source};
    step.output = LayoutOf(destination, description.dst_desc());
    step.scratch_bytes = description.scratchpad_desc().get_size();
    step.run = [operation](const StepMemory& memory) {
      return operation->Run({memory.inputs[0], memory.output, memory.scratch});
    };
    return step;
  });
}

}  // namespace feluda

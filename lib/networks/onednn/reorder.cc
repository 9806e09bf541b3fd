#include "lib/networks/onednn/reorder.h"

#include <memory>

#include "dnnl.hpp"
#include "lib/networks/onednn/attributes.h"
#include "lib/networks/onednn/description.h"
#include "lib/networks/onednn/operation.h"

namespace feluda {
absl::StatusOr<Step> ReorderStep(const Layout& from, const Layout& to) {
  return CatchOneDnn("to change a layout", [&]() -> absl::StatusOr<Step> {
    const dnnl::reorder::primitive_desc description(
        Processor(), from.description().memory, Processor(),
        to.description().memory, Attributes());
    auto operation = std::make_shared<Operation>(
        dnnl::reorder(description),
        std::vector<OperationArgument>{
            {DNNL_ARG_FROM, description.src_desc()},
            {DNNL_ARG_TO, description.dst_desc()},
            {DNNL_ARG_SCRATCHPAD, description.scratchpad_desc()}});
    Step step;
    step.inputs = {from};
    step.output = to;
    step.scratch_bytes = description.scratchpad_desc().get_size();
    step.run = [operation](const StepMemory& memory) {
      return operation->Run({memory.inputs[0], memory.output, memory.scratch});
    };
    return step;
  });
}

absl::Status Reorder(const Layout& from_layout, const float* from,
                     const Layout& to_layout, float* to) {
  const absl::StatusOr<Step> step = ReorderStep(from_layout, to_layout);
  if (!step.ok()) return step.status();
  std::vector<std::byte> scratch(step->scratch_bytes);
  return step->run({absl::MakeConstSpan(&from, 1), to, scratch.data()});
}

}  // namespace feluda

#include "lib/networks/onednn/operation.h"

namespace feluda {
namespace {

dnnl::stream& Stream() {
  thread_local dnnl::stream stream(Processor());
  return stream;
}

}  // namespace

const dnnl::engine& Processor() {
  // Never destroyed: oneDNN's own globals may be gone by then.
  static const auto* const engine =
      new dnnl::engine(dnnl::engine::kind::cpu, 0);
  return *engine;
}

Operation::Operation(dnnl::primitive primitive,
                     const std::vector<OperationArgument>& arguments)
    : primitive_(std::move(primitive)) {
  for (const OperationArgument& argument : arguments) {
    memories_.emplace_back(argument.memory, Processor(), nullptr);
    arguments_.emplace(argument.role, memories_.back());
  }
}

absl::Status Operation::Run(std::initializer_list<const void*> places) {
  return CatchOneDnn("to run", [&] {
    size_t i = 0;
    for (const void* place : places) {
      dnnl::memory& memory = memories_[i++];
      // oneDNN has one type of memory for what it reads and what it writes.
      void* const handle = const_cast<void*>(place);
      if (memory.get_data_handle() != handle) memory.set_data_handle(handle);
    }
    primitive_.execute(Stream(), arguments_);
    return absl::OkStatus();
  });
}

}  // namespace feluda

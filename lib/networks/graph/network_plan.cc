#include "lib/networks/graph/network_plan.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/networks/graph/arena.h"
#include "lib/networks/graph/lifetimes.h"
#include "lib/networks/onednn/primitive_cache.h"
#include "lib/networks/onednn/reorder.h"

namespace feluda {
namespace {

absl::Status Annotated(const absl::Status& status, const std::string& name) {
  return absl::Status(status.code(),
                      absl::StrCat(name, ": ", status.message()));
}

}  // namespace

absl::Status NetworkPlan::AppendInput(const Shape& shape) {
  for (const int64_t size : shape) {
    if (size > 0) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("an input of the network has the shape ", ShapeText(shape),
                     ", but each size must be at least 1"));
  }
  Buffer buffer;
  buffer.layout = Layout::Plain(shape);
  buffer.input = input_shapes_.size();
  input_shapes_.push_back(shape);
  values_.push_back(buffers_.size());
  buffers_.push_back(std::move(buffer));
  return absl::OkStatus();
}

absl::Status NetworkPlan::Append(const GraphNode& node) {
  std::vector<size_t> inputs;
  std::vector<Layout> layouts;
  for (const Value value : node.inputs) {
    inputs.push_back(values_[value.index]);
    layouts.push_back(buffers_[inputs.back()].layout);
  }
  absl::StatusOr<Step> step = node.layer->Prepare(layouts);
  if (!step.ok()) return Annotated(step.status(), node.name);
  for (size_t i = 0; i < inputs.size(); ++i) {
    const absl::StatusOr<size_t> converted =
        Converted(inputs[i], step->inputs[i]);
    if (!converted.ok()) return Annotated(converted.status(), node.name);
    inputs[i] = *converted;
  }
  values_.push_back(AddStep(node.name, *std::move(step), std::move(inputs)));
  return absl::OkStatus();
}

absl::StatusOr<size_t> NetworkPlan::Converted(size_t buffer,
                                              const Layout& layout) {
  if (buffers_[buffer].layout == layout) return buffer;
  for (const size_t other : buffers_[buffer].converted) {
    if (buffers_[other].layout == layout) return other;
  }
  absl::StatusOr<Step> step = ReorderStep(buffers_[buffer].layout, layout);
  if (!step.ok()) return step.status();
  const size_t converted = AddStep("reorder", *std::move(step), {buffer});
  buffers_[buffer].converted.push_back(converted);
  return converted;
}

size_t NetworkPlan::AddStep(const std::string& name, Step step,
                            std::vector<size_t> inputs) {
  for (const size_t input : inputs) buffers_[input].last = steps_.size();
  PlannedStep planned;
  planned.name = name;
  planned.output = buffers_.size();
  planned.pointers.resize(inputs.size());
  planned.inputs = std::move(inputs);
  planned.step = std::move(step);
  Buffer buffer;
  buffer.layout = planned.step.output;
  buffer.first = buffer.last = steps_.size();
  buffers_.push_back(std::move(buffer));
  steps_.push_back(std::move(planned));
  return buffers_.size() - 1;
}

absl::Status NetworkPlan::Finish(absl::Span<const Value> outputs) {
  for (const Value value : outputs) {
    const size_t buffer = values_[value.index];
    const absl::StatusOr<size_t> plain =
        Converted(buffer, Layout::Plain(buffers_[buffer].layout.shape()));
    if (!plain.ok()) return plain.status();
    outputs_.push_back(*plain);
  }
  for (const size_t output : outputs_) buffers_[output].last = steps_.size();
  PlaceBuffers();
  return ForgetPrimitives();
}

std::vector<size_t> NetworkPlan::ShareInPlace() {
  std::vector<size_t> place(buffers_.size());
  std::iota(place.begin(), place.end(), 0);
  for (size_t i = 0; i < steps_.size(); ++i) {
    const PlannedStep& planned = steps_[i];
    if (planned.step.in_place < 0) continue;
    const size_t input = planned.inputs[planned.step.in_place];
    // A caller's memory is only read, and a value that the step reads twice may
    // not change under it.
    const bool mine =
        buffers_[input].input == kNowhere &&
        std::count(planned.inputs.begin(), planned.inputs.end(), input) == 1;
    if (mine && buffers_[input].last == i) place[planned.output] = place[input];
  }
  return place;
}

void NetworkPlan::PlaceBuffers() {
  const std::vector<size_t> place = ShareInPlace();
  std::vector<Lifetime> blocks(buffers_.size() + steps_.size());
  for (size_t i = 0; i < buffers_.size(); ++i) {
    if (buffers_[i].input != kNowhere) continue;
    Lifetime& block = blocks[place[i]];
    if (block.bytes == 0) block.first = buffers_[i].first;
    block.bytes = std::max(block.bytes, buffers_[i].layout.bytes());
    block.last = buffers_[i].last;
  }
  for (size_t i = 0; i < steps_.size(); ++i) {
    blocks[buffers_.size() + i] = {steps_[i].step.scratch_bytes, i, i};
  }
  const ArenaLayout layout = PlaceByLifetime(blocks, Arena::kAlignment);
  for (size_t i = 0; i < buffers_.size(); ++i) {
    buffers_[i].offset = layout.offsets[place[i]];
  }
  for (size_t i = 0; i < steps_.size(); ++i) {
    steps_[i].scratch_offset = layout.offsets[buffers_.size() + i];
  }
  arena_bytes_ = layout.bytes;
}

absl::Status NetworkPlan::RunStep(PlannedStep& planned,
                                  absl::Span<const Tensor> inputs,
                                  std::byte* arena) {
  for (size_t i = 0; i < planned.inputs.size(); ++i) {
    const Buffer& buffer = buffers_[planned.inputs[i]];
    planned.pointers[i] =
        buffer.input != kNowhere
            ? inputs[buffer.input].data()
            : reinterpret_cast<const float*>(arena + buffer.offset);
  }
  StepMemory memory;
  memory.inputs = planned.pointers;
  memory.output =
      reinterpret_cast<float*>(arena + buffers_[planned.output].offset);
  memory.scratch = arena + planned.scratch_offset;
  return planned.step.run(memory);
}

absl::StatusOr<std::vector<Tensor>> NetworkPlan::Run(
    absl::Span<const Tensor> inputs, std::byte* arena) {
  for (PlannedStep& planned : steps_) {
    const absl::Status status = RunStep(planned, inputs, arena);
    if (!status.ok()) return Annotated(status, planned.name);
  }
  std::vector<Tensor> outputs;
  for (const size_t output : outputs_) {
    const Buffer& buffer = buffers_[output];
    const Shape& shape = buffer.layout.shape();
    const float* values =
        buffer.input != kNowhere
            ? inputs[buffer.input].data()
            : reinterpret_cast<const float*>(arena + buffer.offset);
    outputs.push_back(
        Tensor::Owned(shape, {values, values + ElementCount(shape)}));
  }
  return outputs;
}

}  // namespace feluda

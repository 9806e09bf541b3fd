#include "lib/networks/layers/transformer/attention.h"

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/layers/mismatch.h"
#include "lib/networks/layers/transformer/attention_kernel.h"
#include "lib/networks/onednn/threads.h"

namespace feluda {
namespace {

// Scratch of each thread begins on a cache line of its own.
constexpr size_t kFloatsInLine = 16;

struct AttentionShape {
  size_t batch;
  size_t tokens;
  size_t width;
  AttentionParameters parameters;

  size_t head_size() const { return width / parameters.heads; }

  AttentionHead Head(size_t item, size_t head, const float* input,
                     float* output) const {
    AttentionHead described;
    described.tokens = tokens;
    described.size = head_size();
    described.causal = parameters.causal;
    described.queries = input + item * tokens * 3 * width + head * head_size();
    described.keys = described.queries + width;
    described.values = described.keys + width;
    described.input_stride = 3 * width;
    described.output = output + item * tokens * width + head * head_size();
    described.output_stride = width;
    return described;
  }

  // The scratch memory of one thread, in whole cache lines.
  size_t ScratchFloats() const {
    const size_t floats = AttentionScratchFloats(Head(0, 0, nullptr, nullptr));
    return (floats + kFloatsInLine - 1) / kFloatsInLine * kFloatsInLine;
  }
};

// Each thread takes every n-th head, with scratch of its own.
void Attend(const AttentionShape& shape, size_t threads,
            const StepMemory& memory) {
  const size_t heads = shape.parameters.heads;
  auto* const scratch = reinterpret_cast<float*>(memory.scratch);
  ParallelFor(threads, [&](size_t thread) {
    for (size_t i = thread; i < shape.batch * heads; i += threads) {
      AttendHead(
          shape.Head(i / heads, i % heads, memory.inputs[0], memory.output),
          scratch + thread * shape.ScratchFloats());
    }
  });
}

class AttentionLayer : public Layer {
 public:
  explicit AttentionLayer(const AttentionParameters& parameters)
      : parameters_(parameters) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    const Shape& source = inputs[0].shape();
    if (parameters_.heads < 1 || source.size() != 3 ||
        source[2] % (3 * parameters_.heads) != 0) {
      return Mismatch("its input",
                      absl::StrCat("{batch, tokens, a multiple of 3 * ",
                                   parameters_.heads, " heads}"),
                      source);
    }
    const AttentionShape shape = {
        static_cast<size_t>(source[0]), static_cast<size_t>(source[1]),
        static_cast<size_t>(source[2] / 3), parameters_};
    Step step;
    step.inputs = {Layout::Plain(source)};
    step.output = Layout::Plain({source[0], source[1], source[2] / 3});
    const size_t threads = Threads();
    step.scratch_bytes = threads * shape.ScratchFloats() * sizeof(float);
    step.run = [shape, threads](const StepMemory& memory) {
      Attend(shape, threads, memory);
      return absl::OkStatus();
    };
    return step;
  }

 private:
  const AttentionParameters parameters_;
};

}  // namespace

Value Attention(NetworkBuilder& builder, absl::string_view name, Value x,
                const AttentionParameters& parameters) {
  return builder.Add(name, std::make_unique<AttentionLayer>(parameters), {x});
}

}  // namespace feluda

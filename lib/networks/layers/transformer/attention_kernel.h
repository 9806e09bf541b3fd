// Scaled dot-product attention of one head, in the widest vectors that the
// processor has (chosen at run time, by Highway).
//
//   AttentionHead head;
//   ...
//   std::vector<float> scratch(AttentionScratchFloats(head));
//   AttendHead(head, scratch.data());
//
// Threads: any number, each with a scratch of its own. The bits of the output
// depend only on the input and the length of the processor's vectors.

#ifndef LIB_NETWORKS_LAYERS_TRANSFORMER_ATTENTION_KERNEL_H_
#define LIB_NETWORKS_LAYERS_TRANSFORMER_ATTENTION_KERNEL_H_

#include <cstddef>

namespace feluda {

struct AttentionHead {
  size_t tokens = 0;
  // The numbers of a token that belong to this head.
  size_t size = 0;
  // Whether a token attends only to itself and those before it.
  bool causal = false;
  // Row i of each matrix begins at its pointer plus i * its stride.
  const float* queries = nullptr;
  const float* keys = nullptr;
  const float* values = nullptr;
  size_t input_stride = 0;
  float* output = nullptr;
  size_t output_stride = 0;
};

// The floats that AttendHead() needs; only `tokens` and `size` are read.
size_t AttentionScratchFloats(const AttentionHead& head);

// output = softmax(queries * keys^T / sqrt(size)) * values. The output may not
// overlap the input. `scratch` is aligned to 64 bytes.
void AttendHead(const AttentionHead& head, float* scratch);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_TRANSFORMER_ATTENTION_KERNEL_H_

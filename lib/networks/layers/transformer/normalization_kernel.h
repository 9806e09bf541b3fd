// Normalizes rows, in the widest vectors that the processor has (chosen at run
// time, by Highway). Threads: any number.

#ifndef LIB_NETWORKS_LAYERS_TRANSFORMER_NORMALIZATION_KERNEL_H_
#define LIB_NETWORKS_LAYERS_TRANSFORMER_NORMALIZATION_KERNEL_H_

#include <cstddef>

namespace feluda {

// output = (row - mean) / sqrt(variance + epsilon) * scale + shift, all of
// `width` numbers. `output` may be `row`.
void NormalizeRow(const float* row, size_t width, const float* scale,
                  const float* shift, float epsilon, float* output);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_TRANSFORMER_NORMALIZATION_KERNEL_H_

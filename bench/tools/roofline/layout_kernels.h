// The forces of t-SNE and UMAP, which lay points out.

#ifndef BENCH_TOOLS_ROOFLINE_LAYOUT_KERNELS_H_
#define BENCH_TOOLS_ROOFLINE_LAYOUT_KERNELS_H_

#include <vector>

#include "bench/tools/roofline/kernel.h"

namespace feluda {

std::vector<Kernel> LayoutKernels();

}  // namespace feluda

#endif  // BENCH_TOOLS_ROOFLINE_LAYOUT_KERNELS_H_

// Layers of neural networks, and a whole network.

#ifndef BENCH_TOOLS_ROOFLINE_NETWORK_KERNELS_H_
#define BENCH_TOOLS_ROOFLINE_NETWORK_KERNELS_H_

#include <vector>

#include "bench/tools/roofline/kernel.h"

namespace feluda {

std::vector<Kernel> NetworkKernels();

}  // namespace feluda

#endif  // BENCH_TOOLS_ROOFLINE_NETWORK_KERNELS_H_

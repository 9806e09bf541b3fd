// The inner loops of the operators.

#ifndef BENCH_TOOLS_ROOFLINE_KERNELS_H_
#define BENCH_TOOLS_ROOFLINE_KERNELS_H_

#include <vector>

#include "bench/tools/roofline/kernel.h"

namespace feluda {

std::vector<Kernel> Kernels();

}  // namespace feluda

#endif  // BENCH_TOOLS_ROOFLINE_KERNELS_H_

// The inner loops of the operators, each with the work that it cannot do
// without.

#ifndef BENCH_TOOLS_ROOFLINE_KERNELS_H_
#define BENCH_TOOLS_ROOFLINE_KERNELS_H_

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace feluda {

// A kernel's inputs, which the call owns.
using KernelCall = std::function<void()>;

struct Kernel {
  // Such as "dot products, 256 x 256 rows of 512".
  std::string name;
  // What the arithmetic units have to do: products, fused with a sum or not,
  // and sums and differences that are fused with nothing. Approximate
  // reciprocals, comparisons and conversions count nothing.
  double multiply_adds = 0;
  double sums = 0;
  // Bytes that are read alone, and that are read and written.
  double read_bytes = 0;
  double updated_bytes = 0;
  // What is touched again and again, to know which memory it comes from.
  size_t working_set = 0;
  // Makes the inputs; one thread.
  std::function<KernelCall()> make;
};

std::vector<Kernel> Kernels();

}  // namespace feluda

#endif  // BENCH_TOOLS_ROOFLINE_KERNELS_H_

// An inner loop of an operator, with the work that it cannot do without.

#ifndef BENCH_TOOLS_ROOFLINE_KERNEL_H_
#define BENCH_TOOLS_ROOFLINE_KERNEL_H_

#include <cstddef>
#include <functional>
#include <string>

namespace feluda {

// A kernel's inputs, which the call owns.
using KernelCall = std::function<void()>;

struct Kernel {
  // Such as "dot products, 256 x 256 rows of 512".
  std::string name;
  // What the arithmetic units have to do: products (each with the sum that is
  // fused with it, if any) and approximate reciprocals, which the same units
  // make; and sums and differences by themselves, minima and maxima.
  // Comparisons and conversions do not count.
  double multiply_adds = 0;
  double sums = 0;
  // Bytes that are only read, and bytes that are read and written.
  double read_bytes = 0;
  double updated_bytes = 0;
  // The bytes that are used again and again, which tell the level of memory
  // that they come from.
  size_t working_set = 0;
  // Makes the inputs; one thread.
  std::function<KernelCall()> make;
};

}  // namespace feluda

#endif  // BENCH_TOOLS_ROOFLINE_KERNEL_H_

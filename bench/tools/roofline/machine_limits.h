// Measures what this machine can do at most: arithmetic on float32 in vectors
// of each width, and bytes from each level of the memory.
//
// A kernel takes at least its operations over the rate of arithmetic, and its
// bytes over that of the memory; how near it comes is what the roofline model
// shows (Williams, Waterman and Patterson, "Roofline: an insightful visual
// performance model for multicore architectures", Communications of the ACM 52,
// 2009).

#ifndef BENCH_TOOLS_ROOFLINE_MACHINE_LIMITS_H_
#define BENCH_TOOLS_ROOFLINE_MACHINE_LIMITS_H_

#include <cstddef>
#include <string>
#include <vector>

namespace feluda {

// Operations on float32 a second. Some processors have units for sums beside
// those for multiply-adds, so that both together may be done faster than
// either.
struct ArithmeticLimits {
  // Products, each with the sum that is fused with it, if any. Where an
  // instruction set does not fuse the two, a multiply-add is two instructions,
  // and counts as one all the same.
  double multiply_adds = 0;
  // Sums and differences.
  double sums = 0;
  // As many multiply-adds as sums, counted together.
  double mixed = 0;
};

// Measures with the instruction set in use.
ArithmeticLimits MeasureArithmetic(int threads);

struct MemoryLevel {
  std::string name;
  // How much fits in it.
  size_t bytes;
  double read_bytes_per_second;
  // Bytes that are read, changed and written back; both directions count.
  double updated_bytes_per_second;
};

// The caches that the system tells of, then the memory behind them, each with
// what one thread gets, or `threads` together.
std::vector<MemoryLevel> MeasureMemory(int threads);

// The level that holds that many bytes.
// REQUIRES: `levels` is not empty.
const MemoryLevel& LevelFor(const std::vector<MemoryLevel>& levels,
                            size_t bytes);

}  // namespace feluda

#endif  // BENCH_TOOLS_ROOFLINE_MACHINE_LIMITS_H_

// The loops whose rates are the machine's limits.

#ifndef BENCH_TOOLS_ROOFLINE_MACHINE_LOOPS_H_
#define BENCH_TOOLS_ROOFLINE_MACHINE_LOOPS_H_

#include <cstddef>

namespace feluda {

// Does `rounds` rounds of multiply-adds, of sums, or of as many of both, on
// vectors in registers. The operations are independent, and enough to hide
// their latency. Returns a number that depends on all of them.
float MultiplyAddRounds(size_t rounds);
float SumRounds(size_t rounds);
float MixedRounds(size_t rounds);

// Returns how many operations a round has: one for each number.
size_t OperationsOfRound();

// Returns the sum of the numbers.
// REQUIRES: aligned to 64 bytes; `count` is a multiple of 1024.
float ReadAll(const float* values, size_t count);

// Multiplies each number by a number near 1. REQUIRES: as above.
void UpdateAll(float* values, size_t count);

}  // namespace feluda

#endif  // BENCH_TOOLS_ROOFLINE_MACHINE_LOOPS_H_

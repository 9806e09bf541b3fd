// The loops whose rates are the machine's limits.

#ifndef BENCH_TOOLS_ROOFLINE_MACHINE_LOOPS_H_
#define BENCH_TOOLS_ROOFLINE_MACHINE_LOOPS_H_

#include <cstddef>

namespace feluda {

// Makes `rounds` rounds of independent operations on vectors in registers,
// enough of them to hide their latency, and returns a number that depends on
// all: multiply-adds, sums, or as many of both.
float MultiplyAddRounds(size_t rounds);
float SumRounds(size_t rounds);
float MixedRounds(size_t rounds);

// Returns the numbers that a round operates on: as many operations.
size_t OperationsOfRound();

// Returns the sum of the numbers.
// REQUIRES: aligned to 64 bytes; `count` is a multiple of 1024.
float ReadAll(const float* values, size_t count);

// Multiplies each number by a number near 1. REQUIRES: as above.
void UpdateAll(float* values, size_t count);

}  // namespace feluda

#endif  // BENCH_TOOLS_ROOFLINE_MACHINE_LOOPS_H_

// Draws the order in which the benchmarks of a round run. Each round has
// another order, so that no benchmark always follows the same neighbour or
// always runs when the machine is warm. A seed draws the same orders on every
// machine.

#ifndef LIB_RUNNER_ROUNDS_ROUND_ORDER_H_
#define LIB_RUNNER_ROUNDS_ROUND_ORDER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace feluda {

// Returns the numbers 0 to size - 1 in the order of the round, which is counted
// from 0. All orders are equally likely.
std::vector<size_t> RoundOrder(uint64_t seed, uint64_t round, size_t size);

}  // namespace feluda

#endif  // LIB_RUNNER_ROUNDS_ROUND_ORDER_H_

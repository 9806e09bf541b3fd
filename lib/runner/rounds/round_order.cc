#include "lib/runner/rounds/round_order.h"

#include <numeric>
#include <utility>

#include "lib/data/random.h"

namespace feluda {

// Fisher and Yates' shuffle with our own numbers: std::shuffle() gives other
// orders with other standard libraries. Of n places the remainder favours some
// by one part in 2^64 / n, which nobody will ever see.
std::vector<size_t> RoundOrder(uint64_t seed, uint64_t round, size_t size) {
  std::vector<size_t> order(size);
  std::iota(order.begin(), order.end(), size_t{0});
  const RandomStream random(seed, round);
  for (size_t left = size; left > 1; --left) {
    std::swap(order[left - 1], order[random.Bits(left) % left]);
  }
  return order;
}

}  // namespace feluda

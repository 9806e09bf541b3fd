#include "lib/networks/graph/lifetimes.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace feluda {
namespace {

bool LiveTogether(const Lifetime& a, const Lifetime& b) {
  return a.first <= b.last && b.first <= a.last;
}

size_t RoundUp(size_t value, size_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

// The indices of `blocks`, the largest block first.
std::vector<size_t> BySize(const std::vector<Lifetime>& blocks) {
  std::vector<size_t> order(blocks.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return blocks[a].bytes > blocks[b].bytes;
  });
  return order;
}

struct Placed {
  size_t begin;
  size_t end;
};

// The begin of the tightest gap between `placed`, which are in order of their
// begins and may overlap; else the end of all.
size_t TightestGap(const std::vector<Placed>& placed, size_t bytes,
                   size_t alignment) {
  size_t best = 0;
  size_t best_room = std::numeric_limits<size_t>::max();
  size_t free = 0;
  for (const Placed& block : placed) {
    const size_t room = block.begin > free ? block.begin - free : 0;
    if (room >= bytes && room < best_room) {
      best = free;
      best_room = room;
    }
    free = std::max(free, RoundUp(block.end, alignment));
  }
  return best_room == std::numeric_limits<size_t>::max() ? free : best;
}

}  // namespace

ArenaLayout PlaceByLifetime(const std::vector<Lifetime>& blocks,
                            size_t alignment) {
  ArenaLayout layout;
  layout.offsets.resize(blocks.size());
  std::vector<size_t> done;  // in order of their offsets
  for (const size_t i : BySize(blocks)) {
    std::vector<Placed> together;
    for (const size_t other : done) {
      if (!LiveTogether(blocks[i], blocks[other])) continue;
      const size_t begin = layout.offsets[other];
      together.push_back({begin, begin + blocks[other].bytes});
    }
    const size_t offset = TightestGap(together, blocks[i].bytes, alignment);
    layout.offsets[i] = offset;
    layout.bytes = std::max(layout.bytes, offset + blocks[i].bytes);
    const auto after = [&](size_t value, size_t other) {
      return value < layout.offsets[other];
    };
    done.insert(std::upper_bound(done.begin(), done.end(), offset, after), i);
  }
  return layout;
}

}  // namespace feluda

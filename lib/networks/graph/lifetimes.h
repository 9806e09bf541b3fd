// Places blocks of memory that are needed for a part of the time into one
// arena.
//
//   // The first block is written in step 0 and last read in step 1.
//   const ArenaLayout layout =
//       PlaceByLifetime({{100, 0, 1}, {100, 1, 2}, {50, 2, 2}}, 64);
//   layout.offsets;  // {0, 128, 0}: the last takes the place of the first
//   layout.bytes;    // 228
//
// Blocks are placed from the largest to the smallest, each into the tightest
// gap between those placed already that live at the same time ("greedy by
// size", Pisarchyk and Lee, "Efficient Memory Management for Deep Neural Net
// Inference", 2020). No arena can be smaller than the largest sum of bytes that
// live at one time; for chains of layers this one is within a few percent.

#ifndef LIB_NETWORKS_GRAPH_LIFETIMES_H_
#define LIB_NETWORKS_GRAPH_LIFETIMES_H_

#include <cstddef>
#include <vector>

namespace feluda {

// A block is needed from the step `first` to the step `last`, both included.
struct Lifetime {
  size_t bytes = 0;
  size_t first = 0;
  size_t last = 0;
};

struct ArenaLayout {
  std::vector<size_t> offsets;  // one for each block
  size_t bytes = 0;             // the size of the arena
};

// Places the blocks so that those that live at the same time do not overlap,
// and each offset is a multiple of `alignment`.
ArenaLayout PlaceByLifetime(const std::vector<Lifetime>& blocks,
                            size_t alignment);

}  // namespace feluda

#endif  // LIB_NETWORKS_GRAPH_LIFETIMES_H_

#include "lib/operators/cluster_embeddings/dbscan/neighborhoods.h"

#include <algorithm>

#include "lib/vectors/products.h"

namespace feluda {
namespace {

uint64_t FirstBits(size_t count) {
  return count == 64 ? ~uint64_t{0} : (uint64_t{1} << count) - 1;
}

}  // namespace

Neighborhoods::Neighborhoods(const RowsView& rows, double eps, ThreadPool& pool)
    : rows_(rows), limit_(eps), blocks_(rows, pool) {}

bool Neighborhoods::AreApart(size_t a, size_t b) const {
  const double limit = limit_.squared();
  return blocks_.Gap(a, b, limit).least > limit;
}

bool Neighborhoods::Find(size_t a, size_t b, uint64_t* within) const {
  const double limit = limit_.squared();
  const RowBlocks::Range gap = blocks_.Gap(a, b, limit);
  if (gap.least > limit) return false;
  if (gap.most <= limit) {
    std::fill_n(within, blocks_.Rows(a).size(),
                FirstBits(blocks_.Rows(b).size()));
  } else {
    Find(blocks_.Rows(a), blocks_.Tile(a), b, within);
  }
  return true;
}

void Neighborhoods::Find(absl::Span<const uint32_t> rows, const TileRows& tile,
                         size_t b, uint64_t* within) const {
  TileNeighbors neighbors;
  limit_.Compare(tile, rows.size(), blocks_.Tile(b), neighbors);
  const auto others = blocks_.Rows(b);
  const uint64_t there = FirstBits(others.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    within[i] = neighbors.sure[i] & there;
    const uint64_t doubtful = neighbors.possible[i] & there & ~within[i];
    ForEachBit(doubtful, [&](size_t j) {
      const double distance =
          SquaredDistance(rows_[rows[i]], rows_[others[j]], rows_.dimension);
      if (distance <= limit_.squared()) within[i] |= uint64_t{1} << j;
    });
  }
}

}  // namespace feluda

// Up to 64 rows, rounded to 16 bits (rounded_rows.h) and laid out for
// comparing all with those of another tile at once: two columns after two, with
// the two numbers of each row beside each other.
//
// Threads: any number may call constant methods. Memory, in bytes, for rows of
// dimension d: 128 d + 768.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_ROWS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_ROWS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "lib/vectors/rounded_rows.h"

namespace feluda {

class TileRows {
 public:
  // One for each bit of a word.
  static constexpr size_t kRows = 64;

  // Rows of zeros.
  explicit TileRows(size_t dimension)
      : pairs_((dimension + 1) / 2 * kRows),
        units_(kRows),
        squared_norms_(kRows),
        radii_(kRows) {}

  // Takes the first rows of `rows`.
  // REQUIRES: rows.dimension() is that of this; count <= kRows.
  void Take(const RoundedRows& rows, size_t count) {
    const RoundedView view = rows.Slice(0, count);
    // Few pairs at a time, so that the cache lines that are written stay in the
    // cache from row to row.
    constexpr size_t kPairs = 16;
    for (size_t begin = 0; begin < pairs(); begin += kPairs) {
      const size_t end = std::min(pairs(), begin + kPairs);
      for (size_t i = 0; i < count; ++i) {
        const int16_t* row = view.values + i * view.stride;
        for (size_t p = begin; p < end; ++p) {
          std::memcpy(&pairs_[p * kRows + i], row + 2 * p, sizeof(int32_t));
        }
      }
    }
    for (size_t i = 0; i < count; ++i) {
      units_[i] = view.units[i];
      squared_norms_[i] = rows.SquaredNorm(i);
      radii_[i] = rows.Radius(i);
    }
  }

  // Copies row `from` of another tile to row `to`.
  void Copy(const TileRows& other, size_t from, size_t to) {
    for (size_t p = 0; p < pairs(); ++p) {
      pairs_[p * kRows + to] = other.pairs_[p * kRows + from];
    }
    units_[to] = other.units_[from];
    squared_norms_[to] = other.squared_norms_[from];
    radii_[to] = other.radii_[from];
  }

  // Pairs of columns; the last number of an odd dimension stands with a zero.
  size_t pairs() const { return pairs_.size() / kRows; }

  // Row i's numbers in columns 2 p and 2 p + 1, of 16 bits each, are at
  // [p * kRows + i].
  const int32_t* Pairs() const { return pairs_.data(); }

  // Of each row, see RoundedRows.
  const float* units() const { return units_.data(); }
  const float* squared_norms() const { return squared_norms_.data(); }
  const float* radii() const { return radii_.data(); }

 private:
  std::vector<int32_t> pairs_;
  std::vector<float> units_;
  std::vector<float> squared_norms_;
  std::vector<float> radii_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_DBSCAN_TILE_ROWS_H_

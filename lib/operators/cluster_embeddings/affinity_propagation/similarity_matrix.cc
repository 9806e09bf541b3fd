#include "lib/operators/cluster_embeddings/affinity_propagation/similarity_matrix.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>

#include "lib/vectors/squared_distances.h"

namespace feluda {
namespace {

// Rows in a chunk: as many as stay in a second-level cache with their
// similarities.
constexpr size_t kGrain = 64;

// Far below any similarity, and far enough from overflow to be added to.
constexpr float kPadding = -std::numeric_limits<float>::max() / 4;

// A unit in the last place tells similarities apart that happen to be equal.
constexpr float kBlur = 0x1p-23f;

// Rows that occur several times share all similarities. With less noise the
// messages between them would swing for too long.
constexpr float kBlurOfEqualRows = 0x1p-17f;

// If most rows are equal, the preference is 0, as is the similarity of equal
// rows, and without noise none of them would become an exemplar.
constexpr float kBlurOfZero = 0x1p-110f;

// The bits of a distance, the negative similarity: as unsigned numbers they
// have the order of the distances.
uint32_t DistanceBits(float similarity) {
  const float distance = -similarity;
  uint32_t bits;
  std::memcpy(&bits, &distance, sizeof(bits));
  return bits & 0x7fffffff;
}

// The bits of a digit, by which a rank is searched; three digits make a number.
constexpr int kDigitBits = 11;
constexpr uint32_t kDigitMask = (1 << kDigitBits) - 1;

// A uniform number from -1 up to 1.
float Uniform(uint64_t bits) {
  return static_cast<float>(static_cast<int64_t>(bits) >> 40) * 0x1p-23f;
}

}  // namespace

SimilarityMatrix::SimilarityMatrix(const RowsView& rows, ThreadPool& pool)
    : size_(rows.count), values_(size_, size_) {
  pool.ParallelFor(size_, kGrain, [&](size_t begin, size_t end) {
    FillRows(rows, begin, end);
  });
}

// Computes the chunk's rows from the diagonal on, and mirrors them into the
// columns of later rows: half the distances of the whole matrix.
void SimilarityMatrix::FillRows(const RowsView& rows, size_t begin,
                                size_t end) {
  std::vector<const float*> some;
  for (size_t i = begin; i < end; ++i) some.push_back(rows[i]);
  SquaredDistances(some, rows.Slice(begin, size_), values_.Row(begin) + begin,
                   stride());
  for (size_t j = begin; j < size_; ++j) {
    for (size_t i = begin; i < end; ++i) {
      float& value = values_.Row(i)[j];
      // The square on the diagonal has both halves already.
      value = -value;
      if (j >= end) values_.Row(j)[i] = value;
    }
  }
  for (size_t i = begin; i < end; ++i) {
    std::fill(values_.Row(i) + size_, values_.Row(i) + stride(), kPadding);
  }
}

bool SimilarityMatrix::AllEqual() const {
  if (size_ < 3) return true;
  const float first = Row(0)[1];
  for (size_t i = 0; i < size_; ++i) {
    for (size_t j = i + 1; j < size_; ++j) {
      if (Row(i)[j] != first) return false;
    }
  }
  return true;
}

double SimilarityMatrix::Median(ThreadPool& pool) const {
  // The order by distance is a 0 for each row, then the distance of each pair
  // twice.
  const auto at = [&](size_t rank) {
    return rank < size_ ? 0.0f : OfDistanceRank((rank - size_) / 2, pool);
  };
  const size_t middle = size_ * size_ / 2;
  if (size_ % 2 != 0) return at(middle);
  return (double{at(middle - 1)} + at(middle)) / 2;
}

// A radix search, from the highest digit of the distances' bits on: counts the
// next digits of all distances that begin with those found so far. Takes three
// passes over the matrix and no copy of it, as sorting would.
float SimilarityMatrix::OfDistanceRank(size_t rank, ThreadPool& pool) const {
  Digits digits;
  for (digits.shift = 2 * kDigitBits; digits.shift >= 0;
       digits.shift -= kDigitBits) {
    const std::vector<size_t> counts = CountNextDigits(digits, pool);
    uint32_t digit = 0;
    for (; rank >= counts[digit]; ++digit) rank -= counts[digit];
    digits.found |= digit << digits.shift;
    digits.mask |= kDigitMask << digits.shift;
  }
  float distance;
  std::memcpy(&distance, &digits.found, sizeof(distance));
  // Subtracted, so that a distance of 0 becomes 0 and not -0, as reports show
  // it.
  return 0.0f - distance;
}

std::vector<size_t> SimilarityMatrix::CountNextDigits(const Digits& digits,
                                                      ThreadPool& pool) const {
  std::vector<uint32_t> by_chunk(ThreadPool::ChunkCount(size_, kGrain)
                                 << kDigitBits);
  pool.ParallelFor(size_, kGrain, [&](size_t begin, size_t end) {
    uint32_t* counts = &by_chunk[begin / kGrain << kDigitBits];
    for (size_t i = begin; i < end; ++i) {
      for (size_t j = i + 1; j < size_; ++j) {
        const uint32_t bits = DistanceBits(Row(i)[j]);
        if ((bits & digits.mask) != digits.found) continue;
        ++counts[bits >> digits.shift & kDigitMask];
      }
    }
  });
  std::vector<size_t> counts(1 << kDigitBits);
  for (size_t i = 0; i < by_chunk.size(); ++i) {
    counts[i & kDigitMask] += by_chunk[i];
  }
  return counts;
}

void SimilarityMatrix::Prefer(float preference) {
  for (size_t i = 0; i < size_; ++i) values_.Row(i)[i] = preference;
}

void SimilarityMatrix::Blur(const RandomStream& random, ThreadPool& pool) {
  pool.ParallelFor(size_, kGrain, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      float* row = values_.Row(i);
      const bool occurs_again =
          std::find(row, row + size_, 0.0f) != row + size_;
      const float blur = occurs_again ? kBlurOfEqualRows : kBlur;
      for (size_t j = 0; j < size_; ++j) {
        const float size = row[j] == 0.0f ? kBlurOfZero : row[j] * blur;
        row[j] += size * Uniform(random.Bits(i * size_ + j));
      }
    }
  });
}

}  // namespace feluda

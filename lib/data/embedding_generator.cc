#include "lib/data/embedding_generator.h"

#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/base/huge_pages.h"
#include "lib/base/thread_pool.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

constexpr float kCenterStdDev = 3.0f;

constexpr size_t kTopics = 100;
constexpr size_t kDirections = 20;
constexpr float kTopicNoise = 0.1f;

// A thread takes this many rows at a time: some 100 microseconds of work.
constexpr size_t kGrain = 256;

// The random streams of a seed.
enum Stream : uint64_t {
  kNoise,
  kCenters,
  kShuffle,
  kTopicOfRow,
  kTopicCenters,
  kFactors,
  kAxes
};

absl::Status CheckPositive(absl::string_view name, size_t value) {
  if (value > 0) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": must be at least 1, is 0"));
}

// Checks that the address space can hold rows * dimension floats.
absl::Status CheckSize(absl::string_view name, size_t rows, size_t dimension) {
  if (absl::Status s = CheckPositive(name, rows); !s.ok()) return s;
  if (absl::Status s = CheckPositive("dimension", dimension); !s.ok()) return s;
  const size_t most = std::numeric_limits<ptrdiff_t>::max() / sizeof(float);
  if (rows <= most / dimension) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": ", rows, " rows of dimension ", dimension,
                   " do not fit into memory; at most ", most / dimension));
}

absl::Status CheckClusters(size_t clusters, size_t rows_per_cluster,
                           float spread) {
  if (absl::Status s = CheckPositive("clusters", clusters); !s.ok()) return s;
  const size_t max_clusters = std::numeric_limits<int>::max();
  if (clusters > max_clusters) {
    return absl::InvalidArgumentError(absl::StrCat(
        "clusters: must be at most ", max_clusters, ", is ", clusters));
  }
  const size_t max_rows = std::numeric_limits<size_t>::max() / clusters;
  if (rows_per_cluster > max_rows) {
    return absl::InvalidArgumentError(absl::StrCat(
        "rows_per_cluster: ", rows_per_cluster, " rows in each of ", clusters,
        " clusters do not fit into memory; at most ", max_rows));
  }
  if (!std::isfinite(spread) || spread < 0.0f) {
    return absl::InvalidArgumentError(
        absl::StrCat("spread: must be 0 or a positive number, is ", spread));
  }
  return absl::OkStatus();
}

absl::Span<float> MutableRow(std::vector<float>& values, size_t dimension,
                             size_t row) {
  return absl::MakeSpan(values).subspan(row * dimension, dimension);
}

std::vector<float> Normals(const RandomStream& stream, size_t rows,
                           size_t dimension, ThreadPool& pool) {
  std::vector<float> values = Zeros(rows * dimension, pool);
  const uint64_t words_per_row = dimension / 2 + dimension % 2;
  pool.ParallelFor(rows, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      stream.FillNormal(row * words_per_row,
                        MutableRow(values, dimension, row));
    }
  });
  return values;
}

Embeddings Noise(size_t rows, size_t dimension, uint64_t seed,
                 ThreadPool& pool) {
  Embeddings embeddings;
  embeddings.dimension = dimension;
  embeddings.values =
      Normals(RandomStream(seed, kNoise), rows, dimension, pool);
  embeddings.payloads.resize(rows);
  pool.ParallelFor(rows, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      embeddings.payloads[row] = absl::StrCat("sample_", row);
    }
  });
  return embeddings;
}

// Draws a uniform number in [0, bound] by rejection, which unlike a remainder
// favours no number. Advances `index` past the words that it used.
uint64_t UniformUpTo(const RandomStream& stream, uint64_t bound,
                     uint64_t& index) {
  uint64_t mask = bound;
  for (int shift = 1; shift < 64; shift *= 2) mask |= mask >> shift;
  uint64_t value;
  do {
    value = stream.Bits(index++) & mask;
  } while (value > bound);
  return value;
}

// Returns each label rows_per_cluster times, shuffled by Fisher and Yates'
// method.
std::vector<int> ShuffledLabels(size_t clusters, size_t rows_per_cluster,
                                uint64_t seed) {
  std::vector<int> labels(clusters * rows_per_cluster);
  for (size_t i = 0; i < labels.size(); ++i) {
    labels[i] = static_cast<int>(i / rows_per_cluster);
  }
  const RandomStream stream(seed, kShuffle);
  uint64_t index = 0;
  for (size_t left = labels.size() - 1; left > 0; --left) {
    std::swap(labels[left], labels[UniformUpTo(stream, left, index)]);
  }
  return labels;
}

// Turns N(0, 1) into N(center, spread^2).
void MoveTo(const float* center, float spread, absl::Span<float> row) {
  for (size_t i = 0; i < row.size(); ++i) {
    row[i] = kCenterStdDev * center[i] + spread * row[i];
  }
}

// Turns a row of noise into one of a topic: `factors` are the row's own.
void MoveToTopic(const float* center, const float* factors, const float* axes,
                 absl::Span<float> row) {
  for (float& value : row) value *= kTopicNoise;
  const float scale = 1.0f / std::sqrt(static_cast<float>(kDirections));
  for (size_t a = 0; a < kDirections; ++a) {
    const float factor = scale * (center[a] + factors[a]);
    for (size_t i = 0; i < row.size(); ++i) {
      row[i] += factor * axes[a * row.size() + i];
    }
  }
}

}  // namespace

absl::StatusOr<Embeddings> GenerateEmbeddings(size_t rows, size_t dimension,
                                              uint64_t seed) {
  absl::Status size = CheckSize("rows", rows, dimension);
  if (!size.ok()) return size;
  ThreadPool pool(/*threads=*/0);
  return Noise(rows, dimension, seed, pool);
}

absl::StatusOr<ClusteredEmbeddings> GenerateEmbeddingsWithClusters(
    size_t clusters, size_t rows_per_cluster, size_t dimension, float spread,
    uint64_t seed) {
  absl::Status status = CheckClusters(clusters, rows_per_cluster, spread);
  if (!status.ok()) return status;
  const size_t rows = clusters * rows_per_cluster;
  status = CheckSize("rows_per_cluster", rows, dimension);
  if (!status.ok()) return status;

  ClusteredEmbeddings result;
  result.labels = ShuffledLabels(clusters, rows_per_cluster, seed);
  ThreadPool pool(/*threads=*/0);
  result.embeddings = Noise(rows, dimension, seed, pool);
  const std::vector<float> centers =
      Normals(RandomStream(seed, kCenters), clusters, dimension, pool);
  for (size_t row = 0; row < rows; ++row) {
    MoveTo(centers.data() + result.labels[row] * dimension, spread,
           MutableRow(result.embeddings.values, dimension, row));
  }
  return result;
}

absl::StatusOr<Embeddings> GenerateEmbeddingsOfTopics(size_t rows,
                                                      size_t dimension,
                                                      uint64_t seed) {
  const absl::Status size = CheckSize("rows", rows, dimension);
  if (!size.ok()) return size;
  ThreadPool pool(/*threads=*/0);
  Embeddings embeddings = Noise(rows, dimension, seed, pool);
  const RandomStream topics(seed, kTopicOfRow);
  const std::vector<float> centers =
      Normals(RandomStream(seed, kTopicCenters), kTopics, kDirections, pool);
  const std::vector<float> factors =
      Normals(RandomStream(seed, kFactors), rows, kDirections, pool);
  const std::vector<float> axes =
      Normals(RandomStream(seed, kAxes), kDirections, dimension, pool);
  pool.ParallelFor(rows, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      // 2^64 is no multiple of 100, by far too little to be seen.
      const size_t topic = topics.Bits(row) % kTopics;
      MoveToTopic(&centers[topic * kDirections], &factors[row * kDirections],
                  axes.data(), MutableRow(embeddings.values, dimension, row));
    }
  });
  return embeddings;
}

}  // namespace feluda

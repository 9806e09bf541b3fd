// Generates embeddings as Feluda's benchmarks use them: plain noise, or noise
// around known centres.
//
//   absl::StatusOr<ClusteredEmbeddings> data =
//       GenerateEmbeddingsWithClusters(/*clusters=*/3,
//                                      /*rows_per_cluster=*/300);
//
// The same arguments give the same bytes on every machine. A row depends on
// its index, the dimension and the seed only, so the first rows of a larger
// set are the smaller set.
//
// Errors: InvalidArgumentError that names the parameter. Peak memory: the
// result, and for clusters 4 bytes times `clusters` times `dimension` more.

#ifndef LIB_DATA_EMBEDDING_GENERATOR_H_
#define LIB_DATA_EMBEDDING_GENERATOR_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/embeddings.h"

namespace feluda {

// CLIP's and ResNet-18's embeddings have 512 numbers.
inline constexpr size_t kDefaultDimension = 512;
inline constexpr uint64_t kDefaultDataSeed = 42;

// Draws every number from N(0, 1); the payloads are `sample_0`, `sample_1`, ...
absl::StatusOr<Embeddings> GenerateEmbeddings(
    size_t rows, size_t dimension = kDefaultDimension,
    uint64_t seed = kDefaultDataSeed);

struct ClusteredEmbeddings {
  Embeddings embeddings;
  // The true cluster of each row, counted from 0.
  std::vector<int> labels;
};

// Draws every number of a centre from N(0, 3^2) and, around each centre,
// `rows_per_cluster` rows from N(centre, spread^2). The rows are in random
// order; the payloads are numbered in that order.
absl::StatusOr<ClusteredEmbeddings> GenerateEmbeddingsWithClusters(
    size_t clusters = 5, size_t rows_per_cluster = 100,
    size_t dimension = kDefaultDimension, float spread = 0.3f,
    uint64_t seed = kDefaultDataSeed);

// Draws rows that are like the embeddings of networks: they have many columns
// and differ in few directions. A row is in one of 100 topics; the sum of that
// topic's 20 numbers and 20 of the row's own, all from N(0, 1), is multiplied
// by a matrix of 20 x `dimension` numbers from N(0, 1) over the root of 20, and
// noise from N(0, 0.1^2) is added to each number. Topics overlap.
absl::StatusOr<Embeddings> GenerateEmbeddingsOfTopics(
    size_t rows, size_t dimension = kDefaultDimension,
    uint64_t seed = kDefaultDataSeed);

}  // namespace feluda

#endif  // LIB_DATA_EMBEDDING_GENERATOR_H_

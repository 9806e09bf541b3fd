// The named collections of embeddings that Feluda's benchmarks use.
//
//   for (const EmbeddingCollection& collection : EmbeddingCollections()) {
//     absl::StatusOr<Embeddings> embeddings = Generate(collection);
//   }

#ifndef LIB_DATA_EMBEDDING_COLLECTIONS_H_
#define LIB_DATA_EMBEDDING_COLLECTIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/base/embeddings.h"
#include "lib/data/embedding_generator.h"

namespace feluda {

struct EmbeddingCollection {
  // A size class, rows and dimension (`small_500x512`), or
  // `clustered_3clusters_x512`.
  std::string name;
  size_t rows = 0;
  size_t dimension = kDefaultDimension;
  // 0 for plain noise.
  size_t clusters = 0;
};

// Returns a collection of plain noise. Its size class is `tiny` up to 100 rows,
// `small` to 1,000, `medium` to 10,000, `large` to 50,000, and `xlarge` above.
EmbeddingCollection PlainCollection(size_t rows,
                                    size_t dimension = kDefaultDimension);

// Returns Feluda's fifteen collections: the plain ones by size, then the
// clustered ones.
const std::vector<EmbeddingCollection>& EmbeddingCollections();

// Finds a collection by its name. NotFoundError, which lists the known names,
// if there is none.
absl::StatusOr<EmbeddingCollection> FindEmbeddingCollection(
    absl::string_view name);

// Generates a collection with kDefaultDataSeed. Errors are the generator's.
absl::StatusOr<Embeddings> Generate(const EmbeddingCollection& collection);

}  // namespace feluda

#endif  // LIB_DATA_EMBEDDING_COLLECTIONS_H_

#include "lib/data/embedding_collections.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace feluda {
namespace {

constexpr size_t kRowsPerCluster = 200;

absl::string_view SizeClass(size_t rows) {
  if (rows <= 100) return "tiny";
  if (rows <= 1000) return "small";
  if (rows <= 10000) return "medium";
  return rows <= 50000 ? "large" : "xlarge";
}

std::vector<EmbeddingCollection> MakeCollections() {
  std::vector<EmbeddingCollection> collections;
  for (size_t rows : {100, 500, 1000, 5000, 10000, 25000, 50000, 100000}) {
    collections.push_back(PlainCollection(rows));
  }
  for (size_t dimension : {256, 1024, 2048}) {
    collections.push_back(PlainCollection(1000, dimension));
  }
  for (size_t clusters : {3, 5, 10, 20}) {
    collections.push_back(
        {absl::StrCat("clustered_", clusters, "clusters_x", kDefaultDimension),
         clusters * kRowsPerCluster, kDefaultDimension, clusters});
  }
  return collections;
}

}  // namespace

EmbeddingCollection PlainCollection(size_t rows, size_t dimension) {
  return {absl::StrCat(SizeClass(rows), "_", rows, "x", dimension), rows,
          dimension, 0};
}

const std::vector<EmbeddingCollection>& EmbeddingCollections() {
  static const auto& collections =
      *new std::vector<EmbeddingCollection>(MakeCollections());
  return collections;
}

absl::StatusOr<EmbeddingCollection> FindEmbeddingCollection(
    absl::string_view name) {
  for (const EmbeddingCollection& collection : EmbeddingCollections()) {
    if (collection.name == name) return collection;
  }
  return absl::NotFoundError(absl::StrCat(
      "no collection ", name, "; there are ",
      absl::StrJoin(EmbeddingCollections(), ", ",
                    [](std::string* out, const EmbeddingCollection& c) {
                      out->append(c.name);
                    })));
}

absl::StatusOr<Embeddings> Generate(const EmbeddingCollection& collection) {
  if (collection.clusters == 0) {
    return GenerateEmbeddings(collection.rows, collection.dimension);
  }
  auto generated = GenerateEmbeddingsWithClusters(
      collection.clusters, collection.rows / collection.clusters,
      collection.dimension);
  if (!generated.ok()) return generated.status();
  return std::move(generated->embeddings);
}

}  // namespace feluda

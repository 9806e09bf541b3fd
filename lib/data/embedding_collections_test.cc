#include "lib/data/embedding_collections.h"

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(EmbeddingCollectionsTest, AreFeludas) {
  std::vector<std::string> names;
  for (const EmbeddingCollection& collection : EmbeddingCollections()) {
    names.push_back(collection.name);
  }
  EXPECT_THAT(
      names,
      ElementsAre("tiny_100x512", "small_500x512", "small_1000x512",
                  "medium_5000x512", "medium_10000x512", "large_25000x512",
                  "large_50000x512", "xlarge_100000x512", "small_1000x256",
                  "small_1000x1024", "small_1000x2048",
                  "clustered_3clusters_x512", "clustered_5clusters_x512",
                  "clustered_10clusters_x512", "clustered_20clusters_x512"));
}

TEST(EmbeddingCollectionsTest, HaveTheRowsTheirNamesSay) {
  for (const char* name :
       {"small_1000x256", "tiny_100x512", "clustered_3clusters_x512"}) {
    SCOPED_TRACE(name);
    const auto collection = FindEmbeddingCollection(name);
    ASSERT_TRUE(collection.ok()) << collection.status();
    const auto embeddings = Generate(*collection);
    ASSERT_TRUE(embeddings.ok()) << embeddings.status();
    EXPECT_EQ(embeddings->Rows(), collection->rows);
    EXPECT_EQ(embeddings->dimension, collection->dimension);
  }
  EXPECT_EQ(FindEmbeddingCollection("clustered_3clusters_x512")->rows, 600u);
}

TEST(EmbeddingCollectionsTest, TellsTheNamesThereAre) {
  const absl::Status status = FindEmbeddingCollection("huge").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("tiny_100x512"));
}

}  // namespace
}  // namespace feluda

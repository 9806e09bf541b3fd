#include "lib/base/embeddings.h"

#include <limits>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(EmbeddingsTest, GivesRows) {
  Embeddings embeddings;
  embeddings.dimension = 2;
  embeddings.values = {0.0f, 0.1f, 5.0f, 5.1f};
  embeddings.payloads = {"dog.mp4", "cat.mp4"};
  EXPECT_EQ(embeddings.Rows(), 2u);
  EXPECT_THAT(embeddings.Row(1), ElementsAre(5.0f, 5.1f));
  EXPECT_TRUE(Validate(embeddings).ok());
}

TEST(EmbeddingsTest, NoDimensionIsNoRows) {
  EXPECT_EQ(Embeddings().Rows(), 0u);
}

TEST(EmbeddingsTest, PayloadsMayBeLeftOut) {
  EXPECT_TRUE(Validate(Embeddings{{1.0f, 2.0f}, 1, {}}).ok());
}

TEST(EmbeddingsTest, ValidateNamesWhatIsWrong) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  std::vector<float> many(100, 1.0f), last = many;
  many[37] = infinity;
  last[99] = nan;
  const struct {
    Embeddings embeddings;
    const char* message;
  } cases[] = {
      {{{1, 2}, 0, {}}, "embeddings.dimension: is 0"},
      {{{}, 2, {}}, "embeddings.values: no rows"},
      {{{1, 2, 3}, 2, {}}, "embeddings.values: 3 numbers are no whole rows"},
      {{{1, 2, 3, nan}, 2, {}}, "embeddings.values: row 1, column 1 is nan"},
      {{{1, 2, -infinity, 3}, 2, {}},
       "embeddings.values: row 1, column 0 is -inf"},
      {{many, 10, {}}, "embeddings.values: row 3, column 7 is inf"},
      {{last, 10, {}}, "embeddings.values: row 9, column 9 is nan"},
      {{{1, 2}, 1, {"a"}}, "embeddings.payloads: 1 payloads for 2 rows"},
  };
  for (const auto& c : cases) {
    const absl::Status status = Validate(c.embeddings);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message));
  }
}

}  // namespace
}  // namespace feluda

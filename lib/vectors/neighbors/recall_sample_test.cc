#include "lib/vectors/neighbors/recall_sample.h"

#include <numeric>
#include <vector>

#include "gtest/gtest.h"
#include "lib/vectors/neighbors/exact_distances.h"
#include "lib/vectors/neighbors/prepared_rows.h"

namespace feluda {
namespace {

constexpr size_t kRows = 300;
constexpr size_t kNeighbors = 2;

// What rounding may leave of squared distances of 1 and 4.
constexpr float kOne = 0.98f;
constexpr float kFour = 3.9f;

// The numbers 0, 1, 2 ..., so that the two neighbours of each are at a squared
// distance of 1, but those of the first and the last at 1 and 4.
class RecallSampleTest : public testing::Test {
 protected:
  RecallSampleTest() : values_(kRows) {
    std::iota(values_.begin(), values_.end(), 0.0f);
    const RowsView rows(values_.data(), kRows, 1);
    ThreadPool pool(2);
    const ExactDistances distances(rows, Metric::kEuclidean, pool);
    sample_ = RecallSample(PreparedRows(distances, pool), kNeighbors, pool);
  }

  // The recall of a search that finds, for the rows below `end`, two rows at
  // these squared distances, and no near ones for others.
  double Recall(size_t end, float first, float second) {
    const ClosestRows::Entry near[] = {{0, first}, {0, second}};
    const ClosestRows::Entry far[] = {{0, 9.0f}, {0, 16.0f}};
    return sample_.Recall([&](size_t row) {
      return absl::MakeConstSpan(row < end ? near : far);
    });
  }

  std::vector<float> values_;
  RecallSample sample_;
};

TEST_F(RecallSampleTest, IsOneWhereAllNeighborsAreFound) {
  EXPECT_EQ(Recall(kRows, kOne, kOne), 1.0);
}

TEST_F(RecallSampleTest, IsZeroWhereNoneIs) {
  EXPECT_EQ(Recall(0, kOne, kOne), 0.0);
}

TEST_F(RecallSampleTest, IsTheShareOfNeighborsThatAreFound) {
  EXPECT_EQ(Recall(kRows / 2, kOne, kOne), 0.5);
  // Of the 128 rows of the sample the first alone has a neighbour at 4.
  EXPECT_EQ(Recall(kRows, kOne, kFour), 0.5 + 0.5 / 128);
}

TEST_F(RecallSampleTest, ARowIsNotItsOwnNeighbor) {
  // With itself as the nearest, the first row would reach to 1 alone.
  EXPECT_EQ(Recall(1, kOne, kFour), 1.0 / 128);
}

}  // namespace
}  // namespace feluda

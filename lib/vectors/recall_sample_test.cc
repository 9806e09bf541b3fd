#include "lib/vectors/recall_sample.h"

#include <numeric>
#include <vector>

#include "gtest/gtest.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

constexpr size_t kRows = 300;
constexpr size_t kNeighbors = 2;

// The numbers 0, 1, 2 ..., so that the two neighbours of each are at a squared
// distance of 1, but those of the first and the last at 1 and 4.
class RecallSampleTest : public testing::Test {
 protected:
  RecallSampleTest() : values_(kRows), norms_(kRows) {
    std::iota(values_.begin(), values_.end(), 0.0f);
    const RowsView rows(values_.data(), kRows, 1);
    SquaredNorms(rows, norms_.data());
    ThreadPool pool(2);
    sample_ = RecallSample(rows, norms_, kNeighbors, pool);
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
  std::vector<float> norms_;
  RecallSample sample_;
};

TEST_F(RecallSampleTest, IsOneWhereAllNeighborsAreFound) {
  EXPECT_EQ(Recall(kRows, 1, 1), 1.0);
}

TEST_F(RecallSampleTest, IsZeroWhereNoneIs) { EXPECT_EQ(Recall(0, 1, 1), 0.0); }

TEST_F(RecallSampleTest, IsTheShareOfNeighborsThatAreFound) {
  EXPECT_EQ(Recall(kRows / 2, 1, 1), 0.5);
  // Of the 128 rows of the sample the first alone has a neighbour at 4.
  EXPECT_EQ(Recall(kRows, 1, 4), 0.5 + 0.5 / 128);
}

TEST_F(RecallSampleTest, ARowIsNotItsOwnNeighbor) {
  // With itself as the nearest, the first row would reach to 1 alone.
  EXPECT_EQ(Recall(1, 1, 4), 1.0 / 128);
}

}  // namespace
}  // namespace feluda

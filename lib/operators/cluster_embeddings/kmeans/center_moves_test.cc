#include "lib/operators/cluster_embeddings/kmeans/center_moves.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Without bounds that tell anything of the distances to other centres.
KMeansResult ResultOf(const RowsView& rows, const std::vector<int>& labels,
                      const std::vector<float>& centers) {
  KMeansResult result;
  result.labels = labels;
  result.centers = centers;
  for (size_t i = 0; i < rows.count; ++i) {
    const float* center = &centers[labels[i] * rows.dimension];
    result.own.push_back(
        std::sqrt(QuickSquaredDistance(rows[i], center, rows.dimension)));
  }
  result.other.resize(rows.count);
  return result;
}

std::vector<float> Move(const std::vector<float>& values,
                        const std::vector<int>& labels,
                        const std::vector<float>& centers, double min_gain,
                        double min_gain_at_risk = 1e9) {
  ThreadPool pool(1);
  const RowsView rows(values.data(), values.size(), 1);
  return MoveCenters(rows, ResultOf(rows, labels, centers), min_gain,
                     min_gain_at_risk, pool);
}

// Two centres share the rows near 0, and one centre has the rows near 10
// and 20.
const std::vector<float> kRows = {0, 1, 10, 11, 20, 21};
const std::vector<int> kLabels = {0, 1, 2, 2, 2, 2};
const std::vector<float> kCenters = {0, 1, 15.5};

TEST(MoveCentersTest, TakesACenterToWhereOneStandsForTwo) {
  EXPECT_THAT(Move(kRows, kLabels, kCenters, 0.0), ElementsAre(20.5, 1, 10.5));
}

TEST(MoveCentersTest, MovesNoneForLessThanTheLeastGain) {
  // The split gains 100, and the row left alone costs 1.
  EXPECT_THAT(Move(kRows, kLabels, kCenters, 98.9), ::testing::SizeIs(3));
  EXPECT_THAT(Move(kRows, kLabels, kCenters, 99.1), IsEmpty());
}

TEST(MoveCentersTest, RisksAMoveToWhereASplitIsWorthIt) {
  // Splitting the first cluster gains 4 of 5, and the second costs 20.25.
  const std::vector<float> rows = {0, 1, 2, 3, 6};
  const std::vector<int> labels = {0, 0, 0, 0, 1};
  EXPECT_THAT(Move(rows, labels, {1.5, 6}, 0.0, -16.0), IsEmpty());
  EXPECT_THAT(Move(rows, labels, {1.5, 6}, 0.0, -16.5), ElementsAre(0.5, 2.5));
}

TEST(MoveCentersTest, LeavesWhatIsBest) {
  EXPECT_THAT(Move(kRows, {0, 0, 1, 1, 2, 2}, {0.5, 10.5, 20.5}, 0.0),
              IsEmpty());
}

TEST(MoveCentersTest, HasNothingToMoveInDegenerateClusters) {
  EXPECT_THAT(Move({1, 2, 3}, {0, 0, 0}, {2}, 0.0), IsEmpty());
  EXPECT_THAT(Move({1, 2}, {0, 1}, {1, 2}, 0.0), IsEmpty());
  EXPECT_THAT(Move({5, 5, 5, 5}, {0, 0, 1, 1}, {5, 5}, 0.0), IsEmpty());
}

TEST(MoveCentersTest, MovesAnEighthOfManyAtOnce) {
  // Sixteen centres each on half of one of eight pairs, and sixteen on two
  // pairs each.
  std::vector<float> values, centers;
  std::vector<int> labels;
  for (int i = 0; i < 16; ++i) {
    values.push_back(100.0f * i);
    labels.push_back(i);
    centers.push_back(100.0f * i);
    if (i % 2 == 1) values.back() = centers.back() = 100.0f * i - 99.0f;
  }
  for (int i = 16; i < 32; ++i) {
    for (float offset : {0.0f, 30.0f}) {
      values.push_back(100.0f * i + offset);
      labels.push_back(i);
    }
    centers.push_back(100.0f * i + 15.0f);
  }
  const std::vector<float> moved = Move(values, labels, centers, 0.0);
  ASSERT_EQ(moved.size(), centers.size());
  int same = 0;
  for (size_t j = 0; j < moved.size(); ++j) same += moved[j] == centers[j];
  // Each move takes one centre away and halves the cluster of another.
  EXPECT_EQ(same, 32 - 2 * 4);
  EXPECT_TRUE(std::count(moved.begin(), moved.end(), 1600.0f) == 1 ||
              std::count(moved.begin(), moved.end(), 3100.0f) == 1);
}

TEST(MoveCentersTest, ThreadsChangeNoBit) {
  std::vector<float> values(700 * 9);
  RandomStream(3, 0).FillNormal(0, absl::MakeSpan(values));
  const RowsView rows(values.data(), 700, 9);
  std::vector<int> labels;
  for (int i = 0; i < 700; ++i) labels.push_back(std::min(i % 40, 19));
  const std::vector<float> centers(values.begin(), values.begin() + 20 * 9);
  const KMeansResult result = ResultOf(rows, labels, centers);
  ThreadPool one(1), three(3);
  const std::vector<float> by_one = MoveCenters(rows, result, 0.0, 1e9, one);
  EXPECT_EQ(by_one, MoveCenters(rows, result, 0.0, 1e9, three));
  EXPECT_EQ(by_one.size(), 20u * 9u);
}

// Bounds spare work and change nothing.
TEST(MoveCentersTest, BoundsOfOtherDistancesChangeNoBit) {
  std::vector<float> values(900 * 5);
  RandomStream(4, 0).FillNormal(0, absl::MakeSpan(values));
  for (size_t i = 0; i < values.size(); ++i) values[i] += i / 5 % 30;
  const RowsView rows(values.data(), 900, 5);
  ThreadPool pool(1);
  LloydOptions options;
  KMeansResult result = IterateKMeans(
      rows, {values.begin(), values.begin() + 25 * 5}, options, pool);
  ASSERT_TRUE(result.converged);
  const std::vector<float> moved = MoveCenters(rows, result, 0.0, -1e9, pool);
  EXPECT_EQ(moved.size(), 25u * 5u);
  result.other.assign(rows.count, 0.0f);
  EXPECT_EQ(MoveCenters(rows, result, 0.0, -1e9, pool), moved);
}

// At most the largest inertia of a cluster, less the least that the rows of one
// are further from the other centres.
TEST(MaxGainOfMoveTest, IsWhatAMoveGainsAtMost) {
  for (const float apart : {0.0f, 40.0f}) {
    std::vector<float> values(300 * 4);
    RandomStream(5, 0).FillNormal(0, absl::MakeSpan(values));
    for (size_t i = 0; i < 300; ++i) values[4 * i + i % 3] += apart;
    const RowsView rows(values.data(), 300, 4);
    ThreadPool pool(1);
    const KMeansResult result = IterateKMeans(
        rows, {values.begin(), values.begin() + 3 * 4}, LloydOptions(), pool);
    std::vector<double> inertia(3), removal(3);
    for (size_t i = 0; i < 300; ++i) {
      std::vector<double> squares;
      for (size_t j = 0; j < 3; ++j) {
        squares.push_back(SquaredDistance(rows[i], &result.centers[4 * j], 4));
      }
      const double own = squares[result.labels[i]];
      std::sort(squares.begin(), squares.end());
      EXPECT_NEAR(result.own[i], std::sqrt(own), 1e-5);
      EXPECT_LE(result.other[i], std::sqrt(squares[1]) + 1e-5);
      inertia[result.labels[i]] += own;
      removal[result.labels[i]] += squares[1] - own;
    }
    const double gain = *std::max_element(inertia.begin(), inertia.end()) -
                        *std::min_element(removal.begin(), removal.end());
    const double most = MaxGainOfMove(result, 4);
    EXPECT_GE(most, gain - 1e-3);
    if (apart > 0.0f) {
      EXPECT_LT(most, 0.0);
    } else {
      EXPECT_GT(most, 0.0);
    }
  }
}

}  // namespace
}  // namespace feluda

#include "lib/operators/cluster_embeddings/kmeans/cluster_sums.h"

#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

constexpr size_t kRows = 50;
// More columns than a chunk has, and a last vector that is not full.
constexpr size_t kDimension = 259;

class ClusterSumsTest : public testing::Test {
 protected:
  ClusterSumsTest() : values_(kRows * kDimension), labels_(kRows) {
    RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values_));
    for (size_t i = 0; i < kRows; ++i) labels_[i] = i % 3;
  }

  RowsView Rows() const { return RowsView(values_.data(), kRows, kDimension); }

  // The sum of column `k`.
  double Mean(int cluster, size_t k) const {
    double sum = 0.0;
    int count = 0;
    for (size_t i = 0; i < kRows; ++i) {
      if (labels_[i] != cluster) continue;
      sum += Rows()[i][k];
      ++count;
    }
    return sum / count;
  }

  void ExpectMeans(const ClusterSums& sums) const {
    std::vector<float> mean(kDimension);
    for (int cluster = 0; cluster < 3; ++cluster) {
      sums.GetMean(cluster, mean.data());
      for (size_t k = 0; k < kDimension; ++k) {
        EXPECT_NEAR(mean[k], Mean(cluster, k), 1e-6);
      }
    }
  }

  std::vector<float> values_;
  std::vector<int> labels_;
  ThreadPool pool_{1};
};

TEST_F(ClusterSumsTest, MeansFollowTheLabels) {
  ClusterSums sums(Rows(), 3);
  sums.Follow(labels_, pool_);
  ExpectMeans(sums);
  labels_[0] = 1;
  labels_[31] = 2;
  sums.Follow(labels_, pool_);
  ExpectMeans(sums);
}

TEST_F(ClusterSumsTest, MeanOfAllIsOfEveryRowOnce) {
  ClusterSums sums(Rows(), 3);
  sums.Follow(labels_, pool_);
  std::vector<float> mean(kDimension);
  sums.GetMeanOfAll(mean.data());
  labels_.assign(kRows, 0);
  for (size_t k = 0; k < kDimension; ++k) {
    EXPECT_NEAR(mean[k], Mean(0, k), 1e-6);
  }
}

TEST_F(ClusterSumsTest, ThreadsChangeNoBit) {
  ClusterSums one(Rows(), 3), many(Rows(), 3);
  ThreadPool threads(3);
  one.Follow(labels_, pool_);
  many.Follow(labels_, threads);
  std::vector<float> mean_of_one(kDimension), mean_of_many(kDimension);
  one.GetMean(1, mean_of_one.data());
  many.GetMean(1, mean_of_many.data());
  EXPECT_EQ(mean_of_one, mean_of_many);
}

}  // namespace
}  // namespace feluda

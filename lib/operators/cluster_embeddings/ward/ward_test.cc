#include "lib/operators/cluster_embeddings/ward/ward.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/embedding_generator.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

struct Data {
  std::vector<float> values;
  size_t rows;
  size_t dimension;

  RowsView view() const { return {values.data(), rows, dimension}; }
};

Data Normals(size_t rows, size_t dimension) {
  Data data = {std::vector<float>(rows * dimension), rows, dimension};
  RandomStream(1, 0).FillNormal(0, absl::MakeSpan(data.values));
  return data;
}

// Replaces each number by change(number, index of its row).
Data Changed(size_t rows, size_t dimension,
             const std::function<float(float, size_t)>& change) {
  Data data = Normals(rows, dimension);
  for (size_t i = 0; i < data.values.size(); ++i) {
    data.values[i] = change(data.values[i], i / dimension);
  }
  return data;
}

Data Repeated(size_t rows, size_t distinct, size_t dimension) {
  Data data = Normals(rows, dimension);
  for (size_t i = distinct * dimension; i < data.values.size(); ++i) {
    data.values[i] = data.values[i - distinct * dimension];
  }
  return data;
}

// Checks that each merge joins two clusters that are as close as any, by the
// formula of Lance and Williams (1967), and that its height is their distance.
class GreedyCheck {
 public:
  explicit GreedyCheck(const RowsView& rows)
      : nodes_(2 * rows.count - 1),
        sizes_(nodes_, 1),
        distances_(nodes_ * nodes_, kNone) {
    for (size_t i = 0; i < rows.count; ++i) {
      for (size_t j = 0; j < i; ++j) {
        double sum = 0.0;
        for (size_t k = 0; k < rows.dimension; ++k) {
          sum += std::pow(double{rows[i][k]} - rows[j][k], 2);
        }
        Set(i, j, sum);
      }
    }
  }

  void Expect(const Merge& merge, size_t node) {
    const uint32_t a = merge.first, b = merge.second;
    ASSERT_LT(a, b);
    ASSERT_LT(b, node);
    const double height = merge.height * merge.height;
    const double least =
        *std::min_element(distances_.begin(), distances_.end());
    EXPECT_NEAR(distances_[a * nodes_ + b], least, 1e-7 * least + 1e-12);
    EXPECT_NEAR(height, least, 1e-7 * least + 1e-12);
    Join(a, b, node);
    EXPECT_EQ(merge.size, sizes_[node]);
  }

 private:
  static constexpr double kNone = std::numeric_limits<double>::infinity();

  void Set(size_t a, size_t b, double distance) {
    distances_[a * nodes_ + b] = distances_[b * nodes_ + a] = distance;
  }

  void Join(size_t a, size_t b, size_t node) {
    sizes_[node] = sizes_[a] + sizes_[b];
    const double joined = distances_[a * nodes_ + b];
    for (size_t c = 0; c < node; ++c) {
      const double to_a = distances_[a * nodes_ + c];
      const double to_b = distances_[b * nodes_ + c];
      Set(a, c, kNone);
      Set(b, c, kNone);
      if (c == a || c == b || to_a == kNone) continue;
      const double size = sizes_[c];
      Set(node, c,
          ((sizes_[a] + size) * to_a + (sizes_[b] + size) * to_b -
           size * joined) /
              (sizes_[node] + size));
    }
  }

  const size_t nodes_;
  std::vector<double> sizes_;
  std::vector<double> distances_;
};

struct Case {
  std::string name;
  Data data;
};

std::vector<Case> Cases() {
  return {
      {"two", Normals(2, 3)},
      {"line", Normals(100, 1)},
      {"random", Normals(150, 33)},
      {"norms_vary",
       Changed(120, 40,
               [](float v, size_t row) { return v * (1.0f + row % 17); })},
      {"far_from_origin",
       Changed(100, 5, [](float v, size_t) { return v + 1000.0f; })},
      {"far_apart",
       Changed(100, 16,
               [](float v, size_t row) { return v + 1e4f * (row % 3); })},
      {"grid", Changed(120, 4, [](float v, size_t) { return std::round(v); })},
      {"tiny", Changed(60, 4, [](float v, size_t) { return v * 1e-22f; })},
      {"denormal", Changed(40, 2, [](float v, size_t) { return v * 1e-40f; })},
      {"repeated", Repeated(120, 30, 3)},
      {"all_equal", Repeated(50, 1, 7)},
      {"constant_column", Changed(60, 1, [](float, size_t) { return 5.0f; })},
  };
}

TEST(WardTest, EachMergeIsOfTheClosestTwo) {
  ThreadPool pool(/*threads=*/1);
  for (const Case& c : Cases()) {
    SCOPED_TRACE(c.name);
    const MergeTree tree = BuildWardTree(c.data.view(), pool);
    ASSERT_EQ(tree.size(), c.data.rows - 1);
    GreedyCheck check(c.data.view());
    for (size_t i = 0; i < tree.size(); ++i) {
      check.Expect(tree[i], c.data.rows + i);
    }
  }
}

TEST(WardTest, FindsTheClustersThatAreThere) {
  const auto data = GenerateEmbeddingsWithClusters(6, 100, 32);
  ASSERT_TRUE(data.ok());
  ThreadPool pool(/*threads=*/1);
  const std::vector<int> labels = CutTree(
      BuildWardTree({data->embeddings.values.data(), 600, 32}, pool), 6);
  std::vector<int> truth(6, -1);
  for (size_t i = 0; i < 600; ++i) {
    int& expected = truth[labels[i]];
    if (expected < 0) expected = data->labels[i];
    EXPECT_EQ(data->labels[i], expected) << i;
  }
}

TEST(WardTest, OneRowHasNoMerges) {
  ThreadPool pool(/*threads=*/1);
  EXPECT_TRUE(BuildWardTree(Normals(1, 4).view(), pool).empty());
}

// More rows than a block of the search, some too similar for float32.
TEST(WardTest, BytesDoNotDependOnThreads) {
  for (const Data& data :
       {Normals(600, 24), Changed(600, 24, [](float v, size_t row) {
          return v + 1e4f * (row % 2);
        })}) {
    ThreadPool one(/*threads=*/1), three(/*threads=*/3);
    const MergeTree a = BuildWardTree(data.view(), one);
    const MergeTree b = BuildWardTree(data.view(), three);
    ASSERT_EQ(a.size(), b.size());
    for (size_t i = 0; i < a.size(); ++i) {
      EXPECT_EQ(std::tie(a[i].first, a[i].second, a[i].height),
                std::tie(b[i].first, b[i].second, b[i].height));
    }
  }
}

}  // namespace
}  // namespace feluda

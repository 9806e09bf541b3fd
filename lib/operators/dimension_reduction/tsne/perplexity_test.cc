#include "lib/operators/dimension_reduction/tsne/perplexity.h"

#include <cmath>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

std::vector<float> Similarities(const std::vector<float>& distances,
                                double perplexity) {
  std::vector<float> similarities(distances.size());
  SimilaritiesAtPerplexity(distances, perplexity, absl::MakeSpan(similarities));
  return similarities;
}

double PerplexityOf(const std::vector<float>& similarities) {
  double entropy = 0.0;
  for (float p : similarities) {
    if (p > 0.0f) entropy -= p * std::log(double{p});
  }
  return std::exp(entropy);
}

TEST(PerplexityTest, IsThatAskedForAtAnyScale) {
  struct Case {
    std::string name;
    double perplexity, nearest, step;
  };
  for (const Case& c :
       {Case{"plain", 30, 1, 1}, Case{"low", 1.1, 1, 1}, Case{"high", 88, 1, 1},
        Case{"tiny", 30, 0, 1e-20}, Case{"huge", 30, 1e15, 1e14},
        Case{"denormal", 30, 0, 1e-43}, Case{"far away", 30, 1000, 0.01}}) {
    SCOPED_TRACE(c.name);
    std::vector<float> distances;
    for (int i = 0; i < 90; ++i) {
      distances.push_back(static_cast<float>(c.nearest + i * c.step));
    }
    const std::vector<float> similarities =
        Similarities(distances, c.perplexity);
    EXPECT_NEAR(PerplexityOf(similarities), c.perplexity, 1e-3);
    for (int i = 1; i < 90; ++i) {
      EXPECT_LE(similarities[i], similarities[i - 1]);
    }
  }
}

TEST(PerplexityTest, SharesEquallyWhereItIsOutOfReach) {
  EXPECT_EQ(Similarities({7.0f}, 30), std::vector<float>({1.0f}));
  EXPECT_EQ(Similarities({0, 0, 0, 0}, 2), std::vector<float>(4, 0.25f));
  EXPECT_EQ(Similarities({2, 0, 0, 1}, 1.5),
            std::vector<float>({0.0f, 0.5f, 0.5f, 0.0f}));
  const std::vector<float> too_few = Similarities({1, 2, 3}, 30);
  for (float p : too_few) EXPECT_NEAR(p, 1.0 / 3, 1e-6);
}

}  // namespace
}  // namespace feluda

#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_messages.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

using Matrix = std::vector<std::vector<double>>;

// The rules of the paper, one after the other.
class PlainMessages {
 public:
  explicit PlainMessages(const SimilarityMatrix& similarities)
      : n_(similarities.size()), r_(n_, std::vector<double>(n_)), a_(r_) {
    for (size_t i = 0; i < n_; ++i) {
      s_.emplace_back(similarities.Row(i), similarities.Row(i) + n_);
    }
  }

  void Exchange(double damping) {
    Matrix r = r_, a = a_;
    for (size_t i = 0; i < n_; ++i) {
      for (size_t k = 0; k < n_; ++k) r[i][k] = s_[i][k] - BestBut(i, k);
    }
    Damp(damping, r, r_);
    for (size_t i = 0; i < n_; ++i) {
      for (size_t k = 0; k < n_; ++k) a[i][k] = Availability(i, k);
    }
    Damp(damping, a, a_);
  }

  std::vector<bool> Exemplars() const {
    std::vector<bool> exemplars;
    for (size_t i = 0; i < n_; ++i) {
      exemplars.push_back(a_[i][i] + r_[i][i] > 0);
    }
    return exemplars;
  }

 private:
  double BestBut(size_t i, size_t but) const {
    double best = -std::numeric_limits<double>::infinity();
    for (size_t k = 0; k < n_; ++k) {
      if (k != but) best = std::max(best, a_[i][k] + s_[i][k]);
    }
    return best;
  }

  double Availability(size_t i, size_t k) const {
    double sum = i == k ? 0.0 : r_[k][k];
    for (size_t other = 0; other < n_; ++other) {
      if (other != i && other != k) sum += std::max(0.0, r_[other][k]);
    }
    return i == k ? sum : std::min(0.0, sum);
  }

  void Damp(double damping, const Matrix& fresh, Matrix& kept) const {
    for (size_t i = 0; i < n_; ++i) {
      for (size_t k = 0; k < n_; ++k) {
        kept[i][k] = damping * kept[i][k] + (1 - damping) * fresh[i][k];
      }
    }
  }

  size_t n_;
  Matrix s_, r_, a_;
};

SimilarityMatrix MakeSimilarities(size_t size, ThreadPool& pool) {
  std::vector<float> values(size * 4);
  RandomStream(2, 0).FillNormal(0, absl::MakeSpan(values));
  SimilarityMatrix similarities(RowsView(values.data(), size, 4), pool);
  similarities.Prefer(static_cast<float>(similarities.Median(pool)));
  return similarities;
}

// Sizes below, at and past the length of a vector, and a size of two chunks.
TEST(AffinityMessagesTest, ElectTheExemplarsOfThePlainRules) {
  for (size_t size : {3, 16, 23, 70}) {
    for (float damping : {0.5f, 0.9f}) {
      ThreadPool pool(1);
      const SimilarityMatrix similarities = MakeSimilarities(size, pool);
      AffinityMessages messages(similarities, pool);
      PlainMessages plain(similarities);
      for (int i = 0; i < 12; ++i) {
        messages.Exchange(damping, pool);
        plain.Exchange(damping);
        EXPECT_EQ(messages.Exemplars(), plain.Exemplars())
            << size << " rows, iteration " << i;
      }
    }
  }
}

// With little damping, values on the diagonals would soon be as small as
// messages if they were not renewed.
TEST(AffinityMessagesTest, KeepToThePlainRulesForLong) {
  for (size_t size : {3, 4, 5, 6}) {
    ThreadPool pool(1);
    const SimilarityMatrix similarities = MakeSimilarities(size, pool);
    AffinityMessages messages(similarities, pool);
    PlainMessages plain(similarities);
    for (int i = 0; i < 200; ++i) {
      messages.Exchange(0.2f, pool);
      plain.Exchange(0.2);
      EXPECT_EQ(messages.Exemplars(), plain.Exemplars());
    }
  }
}

TEST(AffinityMessagesTest, ThreadsChangeNoExemplar) {
  ThreadPool one(1), three(3);
  const SimilarityMatrix similarities = MakeSimilarities(200, one);
  AffinityMessages by_one(similarities, one), by_three(similarities, three);
  for (int i = 0; i < 30; ++i) {
    by_one.Exchange(0.5f, one);
    by_three.Exchange(0.5f, three);
    EXPECT_EQ(by_one.Exemplars(), by_three.Exemplars());
  }
}

}  // namespace
}  // namespace feluda

#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_propagation.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "lib/data/random.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_messages.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/similarity_matrix.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

// Rows in a chunk.
constexpr size_t kGrain = 64;

// Fills in iterations and converged, and returns the exemplars.
std::vector<int> FindExemplars(const SimilarityMatrix& similarities,
                               const AffinityPropagationOptions& options,
                               ThreadPool& pool,
                               AffinityPropagationResult& result) {
  AffinityMessages messages(similarities, pool);
  std::vector<bool> before;
  int unchanged = 0;
  while (!result.converged && result.iterations < options.max_messages) {
    messages.Exchange(static_cast<float>(options.damping), pool);
    const std::vector<bool>& exemplars = messages.Exemplars();
    unchanged = exemplars == before ? unchanged + 1 : 1;
    before = exemplars;
    result.converged =
        ++result.iterations > options.convergence_iterations &&
        unchanged >= options.convergence_iterations &&
        std::find(exemplars.begin(), exemplars.end(), true) != exemplars.end();
  }
  std::vector<int> exemplars;
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i]) exemplars.push_back(static_cast<int>(i));
  }
  return exemplars;
}

// Gives each row the most similar exemplar, and each exemplar itself.
std::vector<int> AssignToExemplars(const SimilarityMatrix& similarities,
                                   const std::vector<int>& exemplars,
                                   ThreadPool& pool) {
  std::vector<int> labels(similarities.size());
  pool.ParallelFor(labels.size(), kGrain, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      const float* row = similarities.Row(i);
      size_t best = 0;
      for (size_t j = 1; j < exemplars.size(); ++j) {
        if (row[exemplars[j]] > row[exemplars[best]]) best = j;
      }
      labels[i] = static_cast<int>(best);
    }
  });
  for (size_t j = 0; j < exemplars.size(); ++j) {
    labels[exemplars[j]] = static_cast<int>(j);
  }
  return labels;
}

// The member with the largest sum of similarities from all members.
int MostSimilarToAll(const SimilarityMatrix& similarities,
                     const std::vector<int>& members) {
  std::vector<double> sums(members.size());
  for (int member : members) {
    const float* row = similarities.Row(member);
    for (size_t j = 0; j < members.size(); ++j) sums[j] += row[members[j]];
  }
  return members[std::max_element(sums.begin(), sums.end()) - sums.begin()];
}

std::vector<int> RefineExemplars(const SimilarityMatrix& similarities,
                                 const std::vector<int>& exemplars,
                                 ThreadPool& pool) {
  std::vector<std::vector<int>> members(exemplars.size());
  const std::vector<int> labels =
      AssignToExemplars(similarities, exemplars, pool);
  for (size_t i = 0; i < labels.size(); ++i) {
    members[labels[i]].push_back(static_cast<int>(i));
  }
  std::vector<int> refined(exemplars.size());
  pool.ParallelFor(refined.size(), 1, [&](size_t j, size_t) {
    refined[j] = MostSimilarToAll(similarities, members[j]);
  });
  std::sort(refined.begin(), refined.end());
  return refined;
}

double NetSimilarity(const RowsView& rows, double preference,
                     const AffinityPropagationResult& result) {
  double sum = preference * result.exemplars.size();
  for (size_t i = 0; i < rows.count; ++i) {
    const int exemplar = result.exemplars[result.labels[i]];
    sum -= SquaredDistance(rows[i], rows[exemplar], rows.dimension);
  }
  return sum;
}

// Messages between rows that are all equally similar would decide by noise.
// REQUIRES: similarities.AllEqual(); Prefer() was not called.
void SettleEqualSimilarities(const SimilarityMatrix& similarities,
                             double preference,
                             AffinityPropagationResult& result) {
  const size_t size = similarities.size();
  const bool separate = preference > similarities.Row(0)[size - 1];
  result.exemplars.resize(separate ? size : 1);
  std::iota(result.exemplars.begin(), result.exemplars.end(), 0);
  result.labels.assign(size, 0);
  if (separate) result.labels = result.exemplars;
  result.converged = true;
}

}  // namespace

AffinityPropagationResult PropagateAffinity(
    const RowsView& rows, const AffinityPropagationOptions& options,
    ThreadPool& pool) {
  AffinityPropagationResult result;
  SimilarityMatrix similarities(rows, pool);
  const double preference = similarities.Median(pool);
  if (similarities.AllEqual()) {
    SettleEqualSimilarities(similarities, preference, result);
  } else {
    similarities.Prefer(static_cast<float>(preference));
    similarities.Blur(RandomStream(options.seed, 0), pool);
    result.exemplars = FindExemplars(similarities, options, pool, result);
    if (result.exemplars.empty()) {
      result.labels.assign(rows.count, -1);
      return result;
    }
    result.exemplars = RefineExemplars(similarities, result.exemplars, pool);
    result.labels = AssignToExemplars(similarities, result.exemplars, pool);
  }
  result.net_similarity = NetSimilarity(rows, preference, result);
  return result;
}

}  // namespace feluda

// t-SNE's objective over every pair: n^2 time and memory, for any number of
// components.
//
// Peak memory, for n points in c dimensions: 4 n (n + 2 c) bytes.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_EXACT_OBJECTIVE_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_EXACT_OBJECTIVE_H_

#include <cstddef>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/tsne/tsne_objective.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// Returns the similarities of all pairs of rows at the perplexity, symmetric
// and row-major. Their sum is 1; a row's similarity to itself is 0.
// REQUIRES: rows.count > 1; perplexity > 0; all numbers finite, their squared
// distances within float32.
std::vector<float> AllJointSimilarities(const RowsView& rows, double perplexity,
                                        ThreadPool& pool);

class ExactObjective : public TsneObjective {
 public:
  // REQUIRES: as AllJointSimilarities(); components > 0.
  ExactObjective(const RowsView& rows, size_t components, double perplexity,
                 ThreadPool& pool);

  void Gradient(const RowsView& points, double exaggeration, ThreadPool& pool,
                float* gradient) override;
  double Divergence(const RowsView& points, ThreadPool& pool) override;

 private:
  const std::vector<float> similarities_;
  std::vector<float> repulsions_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_EXACT_OBJECTIVE_H_

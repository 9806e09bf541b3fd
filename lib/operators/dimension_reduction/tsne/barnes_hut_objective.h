// t-SNE's objective in n log n time: it uses only the similarities of the
// nearest rows, and approximates far points of the embedding by a tree
// (repulsion.h).
//
// Peak memory, for n points in c dimensions: n (4 c + 60) bytes beside the
// similarities.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_BARNES_HUT_OBJECTIVE_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_BARNES_HUT_OBJECTIVE_H_

#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/tsne/repulsion.h"
#include "lib/operators/dimension_reduction/tsne/tsne_objective.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// Returns the similarities at the perplexity, made symmetric; their sum is 1.
// Peak memory: up to 32 bytes for each neighbour, the result and `neighbors`
// among them, which are freed once they are weighed. REQUIRES: neighbors.k > 0;
// perplexity > 0.
WeightedGraph JointSimilarities(Neighbors neighbors, double perplexity,
                                ThreadPool& pool);

class BarnesHutObjective : public TsneObjective {
 public:
  // REQUIRES: 1 <= components <= PointTree::kMaxAxes; angle >= 0.
  BarnesHutObjective(WeightedGraph similarities, size_t components,
                     double angle);

  void Gradient(const RowsView& points, double exaggeration, ThreadPool& pool,
                float* gradient) override;

  // Uses half the angle, at which the sum of all q has an error of some 1e-4.
  double Divergence(const RowsView& points, ThreadPool& pool) override;

 private:
  const WeightedGraph similarities_;
  const float angle_;
  Repulsion repulsion_;
  std::vector<float> repulsions_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_BARNES_HUT_OBJECTIVE_H_

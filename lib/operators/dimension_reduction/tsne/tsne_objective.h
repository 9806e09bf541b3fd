// What t-SNE minimises: the Kullback-Leibler divergence of the similarities q
// of the points of an embedding from the given ones p of its rows.
//
// Points are given by axis: points[k][i]. Threads: one at a time, which shares
// the work with the pool.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_OBJECTIVE_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_OBJECTIVE_H_

#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

class TsneObjective {
 public:
  virtual ~TsneObjective() = default;

  // Its gradient, by axis as the points are, with p times `exaggeration`.
  virtual void Gradient(const RowsView& points, double exaggeration,
                        ThreadPool& pool, float* gradient) = 0;

  // The divergence, in nats, with p as it is.
  virtual double Divergence(const RowsView& points, ThreadPool& pool) = 0;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_OBJECTIVE_H_

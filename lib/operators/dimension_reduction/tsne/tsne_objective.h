// What t-SNE minimises: the Kullback-Leibler divergence of the similarities q
// in an embedding, q = 1 / (1 + |y_i - y_j|^2) for the points i and j, from the
// given similarities p of the rows. Both are scaled to the sum 1 for that.
//
// Points are given by axis: points[k][i]. Threads: one at a time calls an
// objective, which shares the work with the pool.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_OBJECTIVE_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_OBJECTIVE_H_

#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

class TsneObjective {
 public:
  virtual ~TsneObjective() = default;

  // Writes the divergence's gradient, by axis as the points are, for p times
  // `exaggeration`.
  virtual void Gradient(const RowsView& points, double exaggeration,
                        ThreadPool& pool, float* gradient) = 0;

  // Returns the divergence in nats, at least 0, for p as it is.
  virtual double Divergence(const RowsView& points, ThreadPool& pool) = 0;
};

// The sums over pairs of points that make up a divergence.
struct DivergenceSums {
  void Add(double p_of_pair, double q_of_pair);
  DivergenceSums& operator+=(const DivergenceSums& other);

  double p = 0.0;
  double q = 0.0;
  // The sum of p log(p / q), where p is not 0.
  double log_ratios = 0.0;
};

// Returns the divergence in nats, at least 0, with p and q scaled to the sum 1.
// `sums` has every pair with p > 0. `all_q` is the sum of q over all pairs; it
// may be an approximation, and is then taken to be at least the sum over the
// pairs in `sums`.
double KullbackLeibler(const DivergenceSums& sums, double all_q);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_OBJECTIVE_H_

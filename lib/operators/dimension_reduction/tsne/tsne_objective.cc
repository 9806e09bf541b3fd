#include "lib/operators/dimension_reduction/tsne/tsne_objective.h"

#include <algorithm>
#include <cmath>

namespace feluda {

void DivergenceSums::Add(double p_of_pair, double q_of_pair) {
  q += q_of_pair;
  if (p_of_pair == 0.0) return;
  p += p_of_pair;
  log_ratios += p_of_pair * std::log(p_of_pair / q_of_pair);
}

DivergenceSums& DivergenceSums::operator+=(const DivergenceSums& other) {
  p += other.p;
  q += other.q;
  log_ratios += other.log_ratios;
  return *this;
}

// Scaled by their own sum, the p may be float32's, whose sum is only nearly 1.
// By the log sum inequality log_ratios >= p log(p / q), so that
//
//   log_ratios / p - log(p) + log(all_q) >= log(all_q / q) >= 0
//
// as soon as all_q >= q, which an approximation of all_q has to be told. What
// can still make the result negative is the rounding of these sums in float64,
// some 1e-16 of their terms: it stands for 0.
double KullbackLeibler(const DivergenceSums& sums, double all_q) {
  const double divergence = sums.log_ratios / sums.p - std::log(sums.p) +
                            std::log(std::max(all_q, sums.q));
  return divergence < 0.0 ? 0.0 : divergence;
}

}  // namespace feluda

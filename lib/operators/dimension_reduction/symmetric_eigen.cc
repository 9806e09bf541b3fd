#include "lib/operators/dimension_reduction/symmetric_eigen.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace feluda {
namespace {

// Convergence is quadratic: a dozen sweeps suffice for any matrix.
constexpr int kMaxSweeps = 30;

struct Rotation {
  double cosine;
  double sine;
};

// The rotation in the plane of axes p and q that makes their off-diagonal
// element `pq` vanish.
Rotation Annihilate(double pp, double qq, double pq) {
  const double theta = (qq - pp) / (2.0 * pq);
  const double tangent =
      std::copysign(1.0, theta) / (std::abs(theta) + std::hypot(theta, 1.0));
  const double cosine = 1.0 / std::hypot(tangent, 1.0);
  return {cosine, tangent * cosine};
}

void RotateColumns(double* values, size_t size, size_t p, size_t q,
                   const Rotation& by) {
  for (size_t i = 0; i < size; ++i) {
    double* row = values + i * size;
    const double at_p = row[p], at_q = row[q];
    row[p] = by.cosine * at_p - by.sine * at_q;
    row[q] = by.sine * at_p + by.cosine * at_q;
  }
}

void RotateRows(double* values, size_t size, size_t p, size_t q,
                const Rotation& by) {
  for (size_t i = 0; i < size; ++i) {
    const double at_p = values[p * size + i], at_q = values[q * size + i];
    values[p * size + i] = by.cosine * at_p - by.sine * at_q;
    values[q * size + i] = by.sine * at_p + by.cosine * at_q;
  }
}

// Rotates once for each off-diagonal element that is not negligible, and
// returns whether there was any.
bool Sweep(size_t size, double negligible, double* matrix, double* vectors) {
  bool rotated = false;
  for (size_t p = 0; p + 1 < size; ++p) {
    for (size_t q = p + 1; q < size; ++q) {
      const double pq = matrix[p * size + q];
      if (std::abs(pq) <= negligible) continue;
      const Rotation by =
          Annihilate(matrix[p * size + p], matrix[q * size + q], pq);
      RotateColumns(matrix, size, p, q, by);
      RotateRows(matrix, size, p, q, by);
      RotateColumns(vectors, size, p, q, by);
      rotated = true;
    }
  }
  return rotated;
}

}  // namespace

EigenPairs SymmetricEigen(std::vector<double> matrix, size_t size) {
  std::vector<double> vectors(size * size);
  double largest = 0.0;
  for (double value : matrix) largest = std::max(largest, std::abs(value));
  for (size_t i = 0; i < size; ++i) vectors[i * size + i] = 1.0;
  for (int sweep = 0; sweep < kMaxSweeps; ++sweep) {
    if (!Sweep(size, 1e-16 * largest, matrix.data(), vectors.data())) break;
  }
  std::vector<size_t> order(size);
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return matrix[a * size + a] > matrix[b * size + b];
  });
  EigenPairs pairs;
  pairs.vectors.resize(size * size);
  for (size_t j = 0; j < size; ++j) {
    pairs.values.push_back(matrix[order[j] * size + order[j]]);
    for (size_t i = 0; i < size; ++i) {
      pairs.vectors[i * size + j] = vectors[i * size + order[j]];
    }
  }
  return pairs;
}

}  // namespace feluda

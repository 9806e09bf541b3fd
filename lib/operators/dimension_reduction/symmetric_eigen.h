// Eigenvalues and eigenvectors of a small dense symmetric matrix, by Jacobi's
// rotations (Golub and Van Loan, "Matrix computations", section 8.5).
//
//   const EigenPairs pairs = SymmetricEigen({2, 1, 1, 2}, /*size=*/2);
//   pairs.values[0];           // 3, the largest
//   pairs.vectors[i * 2 + 0];  // component i of its eigenvector
//
// Cost: some 10 size^3 multiplications. Meant for a few dozen rows.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_SYMMETRIC_EIGEN_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_SYMMETRIC_EIGEN_H_

#include <cstddef>
#include <vector>

namespace feluda {

struct EigenPairs {
  // In descending order.
  std::vector<double> values;
  // Orthonormal; the vector of values[j] is column j, row-major.
  std::vector<double> vectors;
};

// REQUIRES: matrix has size * size numbers, all finite, and is symmetric.
EigenPairs SymmetricEigen(std::vector<double> matrix, size_t size);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_SYMMETRIC_EIGEN_H_

// Finds, in a row of dot products of cluster centres, the pairs that may be
// closer by Ward's distance than the clusters that either of the two knows
// already. This is the part of the search for the closest clusters that is no
// matrix product.
//
// Ward's squared distance of clusters of a and b rows is
//
//   2 a b / (a + b) * |A - B|^2  =  |A - B|^2 / (1 / (2 a) + 1 / (2 b)),
//
// so it is within a limit where |A|^2 + |B|^2 - 2 A B is within the limit times
// the sum of two weights, 1 / (2 a) and 1 / (2 b).

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_MERGE_CANDIDATES_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_MERGE_CANDIDATES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace feluda {

struct MergeTerms {
  // The squared norm of the centre or, if products are inexact, a lower bound
  // low enough that no pair within the limit is lost.
  float norm;
  // 1 / (2 * rows of the cluster).
  float weight;
  // The largest squared Ward distance to find; infinity finds all pairs.
  float limit;
};

// The terms of many clusters, as arrays.
struct MergeTermArrays {
  const float* norms;
  const float* weights;
  const float* limits;

  MergeTerms operator[](size_t i) const {
    return {norms[i], weights[i], limits[i]};
  }
};

inline bool IsMergeCandidate(const MergeTerms& a, const MergeTerms& b,
                             float product) {
  return a.norm + b.norm - 2.0f * product <=
         std::max(a.limit, b.limit) * (a.weight + b.weight);
}

// Writes the columns j, ascending, for which
// IsMergeCandidate(row, columns[j], products[j]), up to the rounding of one
// sum, and returns their number. REQUIRES: `found` has space for `count`
// columns.
size_t FindMergeCandidates(const MergeTerms& row,
                           const MergeTermArrays& columns,
                           const float* products, size_t count,
                           uint32_t* found);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_MERGE_CANDIDATES_H_

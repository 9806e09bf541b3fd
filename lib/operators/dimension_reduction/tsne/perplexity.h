// How similar a point is to each of its neighbours, at a given perplexity.
//
//   std::vector<float> similarities(distances.size());
//   SimilaritiesAtPerplexity(distances, /*perplexity=*/30,
//                            absl::MakeSpan(similarities));
//
// van der Maaten and Hinton, "Visualizing data using t-SNE", JMLR 9 (2008),
// section 2: similarities are exp(-precision * distance^2), scaled to the sum
// 1, with the precision at which the exponential of their entropy is the
// perplexity, a smooth count of neighbours.
//
// Threads: any number. Peak memory: 16 bytes a neighbour.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_PERPLEXITY_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_PERPLEXITY_H_

#include "absl/types/span.h"

namespace feluda {

// Where no precision gives the perplexity, the similarities are those of the
// nearest that some precision does: all alike where it is not below the number
// of neighbours, and shared by the nearest where so many of them are equally
// near that it is too small.
// REQUIRES: distances are finite, at least 0, not empty and as many as the
// similarities; perplexity > 0.
void SimilaritiesAtPerplexity(absl::Span<const float> distances,
                              double perplexity,
                              absl::Span<float> similarities);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_PERPLEXITY_H_

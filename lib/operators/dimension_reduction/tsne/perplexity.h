// Computes the similarities of a point to its neighbours, at a given
// perplexity.
//
//   std::vector<float> similarities(distances.size());
//   SimilaritiesAtPerplexity(distances, /*perplexity=*/30,
//                            absl::MakeSpan(similarities));
//
// van der Maaten and Hinton, "Visualizing data using t-SNE", JMLR 9 (2008),
// section 2: similarities are exp(-precision * distance^2), scaled to the
// sum 1. The precision is chosen so that the exponential of their entropy, a
// smooth count of neighbours, is the perplexity.
//
// Threads: any number. Peak memory: 16 bytes for each neighbour.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_PERPLEXITY_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_PERPLEXITY_H_

#include "absl/types/span.h"

namespace feluda {

// Writes the similarities at the perplexity or, if no precision gives it, at
// the nearest one that can be reached. A perplexity of at least the number of
// neighbours makes all similarities equal; one below the number of equally near
// nearest neighbours shares them among these. REQUIRES: distances are finite,
// at least 0, not empty and as many as the similarities; perplexity > 0.
void SimilaritiesAtPerplexity(absl::Span<const float> distances,
                              double perplexity,
                              absl::Span<float> similarities);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_PERPLEXITY_H_

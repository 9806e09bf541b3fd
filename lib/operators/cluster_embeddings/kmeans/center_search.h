// Finds the nearest of the centres of k-means for rows, and bounds of the
// distances.
//
//   const CenterSearch search(centers);
//   std::vector<NearestCenter> found(rows.size());
//   search.Find(rows, absl::MakeSpan(found));
//   found[7].label;  // the number of the centre nearest to rows[7]
//
// A few centres are compared with a row by differences in float32. Many are
// compared by products of rows and centres that are rounded to 16 bits
// (rounded_rows.h), which cost half, and again in float32 where rounding leaves
// in doubt which is nearest. Rounding a row costs as much as some ten products.
//
// The result depends on the row and the centres alone. Threads: any number may
// call Find(). Memory, in bytes, for k centres, or up to 15 more, of dimension
// d: 2 k (d + 8) where there are many; Find() takes 4 k for each row, or of
// many centres 64 (4 k + 2 d).

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_SEARCH_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_SEARCH_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "lib/vectors/rounded_rows.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct NearestCenter {
  // The lower of equals.
  int label;
  // At least the row's distance to that centre, and at most its distance to any
  // other; infinite if there is none.
  float own;
  float other;
};

class CenterSearch {
 public:
  // `centers` must outlive this. REQUIRES: there are some; squared distances
  // are within float32.
  explicit CenterSearch(const RowsView& centers);

  // REQUIRES: the rows have the dimension of the centres; a place for each.
  void Find(absl::Span<const float* const> rows,
            absl::Span<NearestCenter> found) const;

 private:
  void FindByDifferences(absl::Span<const float* const> rows,
                         absl::Span<NearestCenter> found) const;
  void FindByProducts(absl::Span<const float* const> rows,
                      absl::Span<NearestCenter> found) const;
  NearestCenter FindRounded(const float* row, const float* products, float norm,
                            float radius) const;
  NearestCenter FindAmong(absl::Span<const size_t> centers,
                          const float* row) const;

  const RowsView centers_;
  const float error_;
  // Of many centres: what is subtracted before they are rounded, the centres,
  // their squared norms, filled up with infinities, and the largest of the
  // norms and of the radii.
  std::vector<float> origin_;
  std::optional<RoundedRows> rounded_;
  std::vector<float> norms_;
  float largest_norm_ = 0.0f;
  float largest_radius_ = 0.0f;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_SEARCH_H_

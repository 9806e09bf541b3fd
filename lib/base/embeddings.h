// Embeddings are the input of the operators on vectors: rows of float32, one
// after the other in memory. Each row may have a payload, the name that the
// user knows it by.
//
//   Embeddings embeddings;
//   embeddings.dimension = 2;
//   embeddings.values = {0.0f, 0.1f, 5.0f, 5.1f};
//   embeddings.payloads = {"dog.mp4", "cat.mp4"};
//   absl::Status status = Validate(embeddings);

#ifndef LIB_BASE_EMBEDDINGS_H_
#define LIB_BASE_EMBEDDINGS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"

namespace feluda {

struct Embeddings {
  // Row-major: row i is values[i * dimension, (i + 1) * dimension).
  std::vector<float> values;
  // How many numbers a row has.
  size_t dimension = 0;
  // The names of the rows: one for each, or none at all. Without names a row is
  // known by its index.
  std::vector<std::string> payloads;

  // Returns the number of whole rows, 0 if the dimension is 0.
  size_t Rows() const { return dimension == 0 ? 0 : values.size() / dimension; }

  // REQUIRES: row < Rows(). Valid until `values` changes.
  absl::Span<const float> Row(size_t row) const {
    return absl::MakeConstSpan(values).subspan(row * dimension, dimension);
  }
};

// Returns an InvalidArgumentError that names the member and the remedy, unless
// there is at least one row, every row is whole, every number is finite, and
// there is one payload for each row or none. Reads every value once.
absl::Status Validate(const Embeddings& embeddings);

}  // namespace feluda

#endif  // LIB_BASE_EMBEDDINGS_H_

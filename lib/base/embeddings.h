// Embeddings: what the operators on vectors take. Rows of float32, one after
// the other in memory, each with the payload that the user knows it by.
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
  // Numbers in a row.
  size_t dimension = 0;
  // One a row, or none at all where rows are known by their index alone.
  std::vector<std::string> payloads;

  // Whole rows; 0 where the dimension is.
  size_t Rows() const { return dimension == 0 ? 0 : values.size() / dimension; }

  // REQUIRES: row < Rows(). Valid until `values` changes.
  absl::Span<const float> Row(size_t row) const {
    return absl::MakeConstSpan(values).subspan(row * dimension, dimension);
  }
};

// InvalidArgumentError, naming the member and the remedy, unless there is at
// least one row, every row is whole, every number finite, and the payloads are
// one a row or none. Reads every value once.
absl::Status Validate(const Embeddings& embeddings);

}  // namespace feluda

#endif  // LIB_BASE_EMBEDDINGS_H_

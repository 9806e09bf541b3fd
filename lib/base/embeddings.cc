#include "lib/base/embeddings.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

bool IsFinite(float value) { return std::isfinite(value); }

// Multiplying by 0 gives 0 for a finite number and NaN for any other, and a sum
// that has become NaN stays NaN. Sixteen independent sums without a branch
// become vector instructions; a search that stops at the first would not.
bool AreFinite(const std::vector<float>& values) {
  constexpr size_t kLanes = 16;
  float zeros[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) {
      zeros[lane] += 0.0f * values[i + lane];
    }
  }
  return std::all_of(zeros, zeros + kLanes, IsFinite) &&
         std::all_of(values.begin() + i, values.end(), IsFinite);
}

absl::Status ValidateShape(const Embeddings& embeddings) {
  if (embeddings.dimension == 0) {
    return absl::InvalidArgumentError(
        "embeddings.dimension: is 0; set it to the numbers in a row");
  }
  if (embeddings.values.empty()) {
    return absl::InvalidArgumentError(
        "embeddings.values: no rows; give at least one");
  }
  if (embeddings.values.size() % embeddings.dimension != 0) {
    return absl::InvalidArgumentError(absl::StrCat(
        "embeddings.values: ", embeddings.values.size(),
        " numbers are no whole rows of dimension ", embeddings.dimension,
        "; give every row as many numbers as embeddings.dimension"));
  }
  if (!embeddings.payloads.empty() &&
      embeddings.payloads.size() != embeddings.Rows()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "embeddings.payloads: ", embeddings.payloads.size(), " payloads for ",
        embeddings.Rows(), " rows; give one a row, or none"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Validate(const Embeddings& embeddings) {
  if (absl::Status shape = ValidateShape(embeddings); !shape.ok()) return shape;
  if (AreFinite(embeddings.values)) return absl::OkStatus();
  const auto found = std::find_if_not(embeddings.values.begin(),
                                      embeddings.values.end(), IsFinite);
  const size_t index = found - embeddings.values.begin();
  return absl::InvalidArgumentError(
      absl::StrCat("embeddings.values: row ", index / embeddings.dimension,
                   ", column ", index % embeddings.dimension, " is ", *found,
                   "; leave out rows with NaN or infinity"));
}

}  // namespace feluda

#include "lib/operators/scaled_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace feluda {
namespace {

// Numbers of this magnitude are 2^-56 apart in float32, so that even the
// smallest difference has a square, 2^-112, that is a normal number.
constexpr float kMin = 0x1p-33f;

// Independent maxima hide the latency of a comparison.
float LargestMagnitude(const std::vector<float>& values) {
  constexpr size_t kLanes = 16;
  float largest[kLanes] = {};
  size_t i = 0;
  for (; i + kLanes <= values.size(); i += kLanes) {
    for (size_t lane = 0; lane < kLanes; ++lane) {
      largest[lane] = std::max(largest[lane], std::abs(values[i + lane]));
    }
  }
  for (; i < values.size(); ++i) {
    largest[0] = std::max(largest[0], std::abs(values[i]));
  }
  return *std::max_element(largest, largest + kLanes);
}

// A squared distance is at most dimension * (2 * largest)^2.
bool Overflows(const Embeddings& embeddings, double largest) {
  const double most = std::numeric_limits<float>::max() / 10.0;
  return 4.0 * embeddings.dimension * embeddings.Rows() * largest * largest >=
         most;
}

}  // namespace

ScaledRows::ScaledRows(const Embeddings& embeddings)
    : rows_(embeddings.values.data(), embeddings.Rows(), embeddings.dimension) {
  const float largest = LargestMagnitude(embeddings.values);
  const bool vanishes = largest > 0.0f && largest < kMin;
  if (!vanishes && !Overflows(embeddings, largest)) return;
  exponent_ = -std::ilogb(largest);
  scaled_ = embeddings.values;
  for (float& value : scaled_) value = std::scalbn(value, exponent_);
  rows_.values = scaled_.data();
}

double ScaledRows::ToRows(double distance) const {
  return std::min(std::scalbn(distance, exponent_),
                  std::numeric_limits<double>::max());
}

double ScaledRows::FromRows(double distance) const {
  return std::scalbn(distance, -exponent_);
}

double ScaledRows::SquareFromRows(double square) const {
  return std::scalbn(square, -2 * exponent_);
}

}  // namespace feluda

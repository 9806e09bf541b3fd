#include "lib/networks/winograd/winograd_weights.h"

#include <array>
#include <vector>

#include "lib/networks/winograd/points.h"

namespace feluda {
namespace {

// A row of G: what a point makes of the three taps.
using Row = std::array<double, 3>;

// The taps' polynomial at each point, divided by the product of the point's
// distances to the others; the last row is infinity's.
std::vector<Row> TapTransform(size_t results) {
  std::vector<double> points = {0, 1, -1};
  if (results == 4) {
    points = {0, kWinogradA, -kWinogradA, kWinogradB, -kWinogradB};
  }
  std::vector<Row> rows;
  for (const double point : points) {
    double product = 1;
    for (const double other : points) {
      if (other != point) product *= point - other;
    }
    rows.push_back({1 / product, point / product, point * point / product});
  }
  // B^T of two results has the signs of these two rows the other way round.
  if (results == 2) {
    rows[0] = {1, 0, 0};
  }
  rows.push_back({0, 0, 1});
  return rows;
}

// G taps G^T, in double precision.
template <typename Store>
void TransformTaps(const std::vector<Row>& g, const float* taps, Store store) {
  for (size_t i = 0; i < g.size(); ++i) {
    Row row;
    for (size_t j = 0; j < 3; ++j) {
      row[j] =
          g[i][0] * taps[j] + g[i][1] * taps[3 + j] + g[i][2] * taps[6 + j];
    }
    for (size_t j = 0; j < g.size(); ++j) {
      store(i * g.size() + j,
            static_cast<float>(row[0] * g[j][0] + row[1] * g[j][1] +
                               row[2] * g[j][2]));
    }
  }
}

}  // namespace

WinogradWeights::WinogradWeights(const Tensor& weights, size_t results,
                                 size_t panel)
    : channels_(static_cast<size_t>(weights.shape()[1])),
      outputs_(static_cast<size_t>(weights.shape()[0])),
      results_(results),
      panel_(panel),
      values_(outputs_ * channels_ * products() * sizeof(float)) {
  const std::vector<Row> g = TapTransform(results);
  for (size_t output = 0; output < outputs_; ++output) {
    const size_t first = output / panel_ * panel_;
    const size_t width = PanelWidth(first);
    for (size_t channel = 0; channel < channels_; ++channel) {
      float* place = values_.data() + first * channels_ * products() +
                     channel * width + (output - first);
      TransformTaps(g, weights.data() + (output * channels_ + channel) * 9,
                    [&](size_t product, float value) {
                      place[product * channels_ * width] = value;
                    });
    }
  }
}

}  // namespace feluda

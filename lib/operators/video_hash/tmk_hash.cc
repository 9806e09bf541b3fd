#include "lib/operators/video_hash/tmk_hash.h"

#include <cmath>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"

namespace feluda {

std::vector<int32_t> TmkPeriods() { return {2731, 4391, 9767, 14653}; }

std::vector<float> TmkCoefficients() {
  constexpr int kCoefficients = 32;
  constexpr double kBeta = 32.0;
  const double scale = std::sinh(kBeta);
  std::vector<float> coefficients;
  for (int i = 0; i < kCoefficients; ++i) {
    double value = std::cyl_bessel_i(static_cast<double>(i), kBeta) / scale;
    if (i == 0) value = 0.5 * (value - std::exp(-kBeta) / scale);
    coefficients.push_back(static_cast<float>(value));
  }
  return coefficients;
}

std::string AverageAsBase64(const TmkHash& hash) {
  return absl::Base64Escape(
      absl::string_view(reinterpret_cast<const char*>(hash.average.data()),
                        hash.average.size() * sizeof(float)));
}

}  // namespace feluda

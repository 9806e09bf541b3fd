#include "lib/statistics/false_discovery.h"

#include <algorithm>
#include <cstddef>

namespace feluda {

DiscoveryLimit FalseDiscoveryLimit(std::vector<double> p_values, double share) {
  if (p_values.empty()) return {share, share};
  std::sort(p_values.begin(), p_values.end());
  const size_t count = p_values.size();
  const double step = share / static_cast<double>(count);
  size_t found = count;
  while (found > 0 && p_values[found - 1] > step * static_cast<double>(found)) {
    --found;
  }
  const auto limit = [&](size_t findings) {
    return step * static_cast<double>(std::clamp(findings, size_t{1}, count));
  };
  return {limit(found), limit(found + 1)};
}

}  // namespace feluda

#include "reporters/plan/cpu_sharing.h"

#include <algorithm>

#include "nlohmann/json.hpp"

namespace feluda {

double CpuSharing::SpeedOfEach(double busy) const {
  if (cpus <= 1) return 1;
  const double others = std::clamp((busy - 1) / (cpus - 1), 0.0, 1.0);
  return 1 - std::clamp(1 - rate / cpus, 0.0, 1.0) * others;
}

CpuSharing CpuSharing::Scaled(double to_cpus) const {
  return {to_cpus, to_cpus * rate / cpus};
}

std::optional<CpuSharing> CpuSharingOf(
    const nlohmann::ordered_json& system_info) {
  const auto found = system_info.find("cpu_scaling");
  if (found == system_info.end() || !found->is_object()) return std::nullopt;
  const auto number = [&](const char* key) {
    const auto value = found->find(key);
    return value != found->end() && value->is_number() ? value->get<double>()
                                                       : 0;
  };
  const CpuSharing sharing = {number("cpus"), number("rate")};
  if (!(sharing.cpus >= 1 && sharing.rate > 0)) return std::nullopt;
  return sharing;
}

}  // namespace feluda

#include "reporters/plan/cpu_sharing.h"

#include <algorithm>

namespace feluda {

double CpuSharing::SpeedOfEach(double busy) const {
  if (cpus <= 1) return 1;
  const double others = std::clamp((busy - 1) / (cpus - 1), 0.0, 1.0);
  return 1 - std::clamp(1 - rate / cpus, 0.0, 1.0) * others;
}

CpuSharing CpuSharing::Scaled(double to_cpus) const {
  return {to_cpus, to_cpus * rate / cpus};
}

}  // namespace feluda

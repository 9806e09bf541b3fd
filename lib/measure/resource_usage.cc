#include "lib/measure/resource_usage.h"

#include "lib/measure/clock.h"

namespace feluda {

Status ResourceUsage::NotAsked() {
  // A message would be allocated, and an open heap window would count it.
  return UnavailableError("");
}

StatusOr<double> ResourceUsage::cpu_utilization() const {
  if (wall < 50 * CpuUsageError()) {
    return UnavailableError("too short for the clock of CPU time");
  }
  return FDivDuration(cpu.total(), wall);
}

ResourceMeter::ResourceMeter(ResourceMeterOptions options) {
  // The cheapest and most exact start last, so that they do not contain the
  // cost of starting the others.
  if (options.resident) resident_.emplace();
  if (options.heap) heap_.emplace();
  cpu_start_ = ReadCpuUsage();
  wall_start_ns_ = MonotonicNanoseconds();
}

ResourceUsage ResourceMeter::Stop() {
  const int64_t wall_end_ns = MonotonicNanoseconds();
  const CpuUsage cpu_end = ReadCpuUsage();
  ResourceUsage usage;
  usage.wall = Nanoseconds(wall_end_ns - wall_start_ns_);
  usage.cpu = cpu_end - cpu_start_;
  if (heap_.has_value()) usage.heap = heap_->Stop();
  if (resident_.has_value()) usage.resident = resident_->Stop();
  return usage;
}

}  // namespace feluda

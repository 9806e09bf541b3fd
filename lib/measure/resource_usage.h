// Measures what a stretch of a program costs: wall clock, CPU, resident memory
// and heap together.
//
//   feluda::ResourceMeter meter;
//   RunTheThing();
//   const feluda::ResourceUsage usage = meter.Stop();
//
// Which figure sees what: cpu_usage.h, resident_memory.h, heap_meter.h.
//
// Costs: starting and stopping takes some tens of microseconds, nearly all of
// it the kernel's for /proc, and more where the heap has many large holes
// (docs/measuring.md has the parts). None of that is in the wall time. But
// metering the heap makes each allocation slower (heap_meter.h), so where time
// counts, meter the heap in a pass of its own.

#ifndef LIB_MEASURE_RESOURCE_USAGE_H_
#define LIB_MEASURE_RESOURCE_USAGE_H_

#include <optional>

#include "lib/measure/cpu_usage.h"
#include "lib/measure/heap/heap_meter.h"
#include "lib/measure/resident_memory.h"
#include "lib/measure/vocabulary.h"

namespace feluda {

struct ResourceUsage {
  Duration wall;
  CpuUsage cpu;
  // An error says why the figures are absent, which are never 0 instead. An
  // error without text, NotAsked(), means that they were not asked for.
  StatusOr<ResidentUsage> resident = NotAsked();
  StatusOr<HeapUsage> heap = NotAsked();

  // CPU time over wall time, children included: 1 is one busy core. Error:
  // Unavailable where the wall time is less than 50 times CpuUsageError(), some
  // 150 microseconds. There the quotient could be more than 2 % off; in a
  // microsecond a single thread would seem to keep several cores busy.
  StatusOr<double> cpu_utilization() const;

  static Status NotAsked();
};

struct ResourceMeterOptions {
  bool heap = true;
  bool resident = true;
};

// Meters from construction to Stop(). Meters nest as HeapWindow does.
class ResourceMeter {
 public:
  explicit ResourceMeter(ResourceMeterOptions options = ResourceMeterOptions());

  // REQUIRES: called once, after every meter started later was stopped.
  ResourceUsage Stop();

 private:
  std::optional<ResidentWindow> resident_;
  std::optional<HeapWindow> heap_;
  CpuUsage cpu_start_;
  int64_t wall_start_ns_;
};

}  // namespace feluda

#endif  // LIB_MEASURE_RESOURCE_USAGE_H_

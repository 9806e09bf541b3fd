#include "lib/calibration/readings.h"

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "lib/calibration/bounds.h"
#include "lib/measure/heap/heap_meter.h"
#include "lib/measure/resident_memory.h"

namespace feluda {
namespace {

absl::StatusOr<double> ReadHeap(const ResourceUsage& usage,
                                int64_t HeapUsage::*field) {
  if (!usage.heap.ok()) return usage.heap.status();
  return static_cast<double>((*usage.heap).*field);
}

absl::StatusOr<double> ReadResident(const ResourceUsage& usage) {
  if (!usage.heap.ok()) return usage.heap.status();
  if (!usage.resident.ok()) return usage.resident.status();
  return static_cast<double>(usage.resident->peak_bytes -
                             usage.resident->before_bytes);
}

absl::StatusOr<double> ReadFaults(const ResourceUsage& usage) {
  if (!usage.heap.ok()) return usage.heap.status();
  return static_cast<double>(usage.cpu.minor_faults);
}

}  // namespace

Row Allocations(const Measured& measured, int64_t truth) {
  return {measured.workload,
          "allocations",
          Unit::kCount,
          static_cast<double>(truth),
          ReadHeap(measured.usage, &HeapUsage::allocations),
          Exact()};
}

Row AllocatedBytes(const Measured& measured, int64_t truth) {
  return {measured.workload,
          "allocated bytes",
          Unit::kBytes,
          static_cast<double>(truth),
          ReadHeap(measured.usage, &HeapUsage::allocated_bytes),
          Exact()};
}

Row NetBytes(const Measured& measured, int64_t truth) {
  return {measured.workload,
          "net growth",
          Unit::kBytes,
          static_cast<double>(truth),
          ReadHeap(measured.usage, &HeapUsage::net_bytes),
          Exact()};
}

Row HeapPeak(const Measured& measured, int64_t truth, int threads) {
  return {measured.workload,
          "heap peak",
          Unit::kBytes,
          static_cast<double>(truth),
          ReadHeap(measured.usage, &HeapUsage::peak_bytes),
          HeapPeakBound(threads)};
}

Row ResidentPeak(const Measured& measured, int64_t truth) {
  return {measured.workload,
          "resident peak",
          Unit::kBytes,
          static_cast<double>(truth),
          ReadResident(measured.usage),
          ResidentBound()};
}

Row MinorFaults(const Measured& measured, int64_t truth) {
  return {measured.workload,          "minor page faults",        Unit::kCount,
          static_cast<double>(truth), ReadFaults(measured.usage), FaultBound()};
}

Row CpuSeconds(const Measured& measured, double truth) {
  return {measured.workload,
          "CPU time",
          Unit::kSeconds,
          truth,
          absl::ToDoubleSeconds(measured.usage.cpu.total()),
          truth == 0 ? IdleBound() : CpuBound()};
}

Row WallSeconds(const Measured& measured, double truth) {
  return {measured.workload,
          "wall time",
          Unit::kSeconds,
          truth,
          absl::ToDoubleSeconds(measured.usage.wall),
          WallBound()};
}

Rows NotTried(Rows rows, const absl::Status& why) {
  for (Row& row : rows) row.reading = why;
  return rows;
}

}  // namespace feluda

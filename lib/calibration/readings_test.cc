#include "lib/calibration/readings.h"

#include <functional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

Measured MadeUp() {
  Measured measured;
  measured.workload = "work";
  HeapUsage heap;
  heap.allocations = 1;
  heap.allocated_bytes = 2;
  heap.net_bytes = 3;
  heap.peak_bytes = 4;
  measured.usage.heap = heap;
  ResidentUsage resident;
  resident.before_bytes = 100;
  resident.after_bytes = 101;
  resident.peak_bytes = 105;
  measured.usage.resident = resident;
  measured.usage.cpu.minor_faults = 6;
  measured.usage.cpu.user = absl::Seconds(7);
  measured.usage.cpu.children_system = absl::Seconds(1);
  measured.usage.wall = absl::Seconds(9);
  return measured;
}

struct Case {
  const char* figure;
  std::function<Row(const Measured&)> make;
  double reading;
};

const Case kCases[] = {
    {"allocations", [](const auto& m) { return Allocations(m, 50); }, 1},
    {"allocated bytes", [](const auto& m) { return AllocatedBytes(m, 50); }, 2},
    {"net growth", [](const auto& m) { return NetBytes(m, 50); }, 3},
    {"heap peak", [](const auto& m) { return HeapPeak(m, 50); }, 4},
    {"resident peak", [](const auto& m) { return ResidentPeak(m, 50); }, 5},
    {"minor page faults", [](const auto& m) { return MinorFaults(m, 50); }, 6},
    {"CPU time", [](const auto& m) { return CpuSeconds(m, 50); }, 8},
    {"wall time", [](const auto& m) { return WallSeconds(m, 50); }, 9}};

TEST(ReadingsTest, EachTakesItsOwnFigure) {
  for (const Case& c : kCases) {
    const Row row = c.make(MadeUp());
    EXPECT_EQ(row.workload, "work");
    EXPECT_EQ(row.figure, c.figure);
    EXPECT_EQ(row.truth, 50);
    ASSERT_TRUE(row.reading.ok()) << c.figure;
    EXPECT_EQ(*row.reading, c.reading) << c.figure;
  }
}

TEST(ReadingsTest, WithoutAHeapMeterOnlyTimesAreRead) {
  Measured measured = MadeUp();
  measured.usage.heap = absl::UnavailableError("a sanitizer");
  for (const Case& c : kCases) {
    const Row row = c.make(measured);
    EXPECT_EQ(row.reading.ok(), row.unit == Unit::kSeconds) << c.figure;
  }
}

TEST(ReadingsTest, RefusedResidentMemoryIsAbsent) {
  Measured measured = MadeUp();
  measured.usage.resident = absl::UnavailableError("refused");
  EXPECT_EQ(ResidentPeak(measured, 50).reading.status().message(), "refused");
  EXPECT_TRUE(HeapPeak(measured, 50).reading.ok());
}

TEST(ReadingsTest, NotTriedTakesTheReadingsAway) {
  const Rows rows = NotTried({Allocations(MadeUp(), 1), HeapPeak(MadeUp(), 4)},
                             absl::UnavailableError("too little memory"));
  ASSERT_EQ(rows.size(), 2u);
  for (const Row& row : rows) {
    EXPECT_EQ(row.reading.status().message(), "too little memory");
  }
}

}  // namespace
}  // namespace feluda

// A reading of the instrument beside the true value, and whether it is within
// its bound.
//
//   Row row = {"spike of 200 MiB for 5 ms", "heap peak", Unit::kBytes,
//              200 << 20, usage.heap->peak_bytes, Exact()};
//   if (Judge(row) == Verdict::kOutside) ...

#ifndef LIB_CALIBRATION_ROW_H_
#define LIB_CALIBRATION_ROW_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/calibration/amount.h"

namespace feluda {

// How far a reading may be from the truth, in the unit of both.
struct Bound {
  // How far the reading may be below the truth, and above it; neither is
  // negative.
  double below = 0;
  double above = 0;
  // Why the reading may be so far off, in a sentence.
  std::string reason;

  bool exact() const { return below == 0 && above == 0; }
};

struct Row {
  std::string workload;
  // The name of the figure: "heap peak".
  std::string figure;
  Unit unit = Unit::kCount;
  double truth = 0;
  // An error says why there is no reading.
  absl::StatusOr<double> reading;
  Bound bound;
};

using Rows = std::vector<Row>;

enum class Verdict { kOk, kOutside, kAbsent };

// A reading on the bound is within it. NaN is outside.
Verdict Judge(const Row& row);

struct Tally {
  int ok = 0;
  int outside = 0;
  int absent = 0;
};

Tally Count(const Rows& rows);

}  // namespace feluda

#endif  // LIB_CALIBRATION_ROW_H_

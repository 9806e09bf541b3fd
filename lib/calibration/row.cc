#include "lib/calibration/row.h"

namespace feluda {

Verdict Judge(const Row& row) {
  if (!row.reading.ok()) return Verdict::kAbsent;
  const double error = *row.reading - row.truth;
  const bool within = -row.bound.below <= error && error <= row.bound.above;
  return within ? Verdict::kOk : Verdict::kOutside;
}

Tally Count(const Rows& rows) {
  Tally tally;
  for (const Row& row : rows) {
    switch (Judge(row)) {
      case Verdict::kOk:
        ++tally.ok;
        break;
      case Verdict::kOutside:
        ++tally.outside;
        break;
      case Verdict::kAbsent:
        ++tally.absent;
        break;
    }
  }
  return tally;
}

}  // namespace feluda

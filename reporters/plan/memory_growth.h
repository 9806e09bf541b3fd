// Tells whether a worker's memory grows with the length of a video, the pixels
// of a picture or the rows of a table, where inputs differ enough.

#ifndef REPORTERS_PLAN_MEMORY_GROWTH_H_
#define REPORTERS_PLAN_MEMORY_GROWTH_H_

#include <string>
#include <vector>

#include "reporters/report/result.h"

namespace feluda {

struct MemoryGrowth {
  enum class Verdict {
    // Peak memory is the same, within a twentieth or 4 MiB, over the range.
    kNo,
    // A straight line explains four fifths of its variance: `bytes_per_unit`.
    kYes,
    // It differs, but this property does not explain it.
    kUnclear,
  };

  // "length", "pixels" or "rows", and the unit of the figures below: "minute",
  // "megapixel", "row".
  std::string by;
  std::string unit;
  Verdict verdict = Verdict::kUnclear;
  double bytes_per_unit = 0;
  // The smallest and the largest of the inputs, in `unit`.
  double from = 0;
  double to = 0;
  // Whether the inputs are the program's own, as the user's files are too
  // alike.
  bool is_built_in = false;
};

// An entry for each property in which at least three inputs differ, the largest
// at least thrice the smallest. Least squares fit the peaks to all properties
// at once, which tells the effects of length and size apart. The results are of
// one operator. `built_in` results stand in for what `results` do not tell;
// such entries are marked.
std::vector<MemoryGrowth> FindMemoryGrowth(
    const std::vector<const Result*>& results,
    const std::vector<const Result*>& built_in);

}  // namespace feluda

#endif  // REPORTERS_PLAN_MEMORY_GROWTH_H_

// How much a figure may change and still be called the same, by metric and by
// benchmark:
//
//   5%                         of everything
//   5%,time=10%                of time 10 %
//   5%,^detect_text/:time=20%  of time 20 % in benchmarks that the pattern
//   finds
//
// The last entry that fits a figure applies. Patterns are regular expressions
// without commas and colons.

#ifndef REPORTERS_COMPARE_THRESHOLDS_H_
#define REPORTERS_COMPARE_THRESHOLDS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "reporters/compare/metric.h"
#include "reporters/compare/name_pattern.h"

namespace feluda {

class Thresholds {
 public:
  // 5 % of everything.
  Thresholds() = default;

  // InvalidArgument names the entry that is wrong and the remedy.
  static absl::StatusOr<Thresholds> Parse(absl::string_view text);

  // A share: 0.05 is 5 %.
  double For(const std::string& benchmark, ComparedMetric metric) const;

  // The threshold of a count that is the same in every process: 0, so that one
  // more is worse, unless an entry names its metric.
  double ForExact(const std::string& benchmark, ComparedMetric metric) const;

 private:
  struct Entry {
    std::optional<NamePattern> pattern;
    std::optional<ComparedMetric> metric;
    double share;
  };

  static absl::StatusOr<Entry> ParseEntry(absl::string_view text);
  bool Fits(const Entry& entry, const std::string& benchmark,
            ComparedMetric metric) const;

  std::vector<Entry> entries_;
};

}  // namespace feluda

#endif  // REPORTERS_COMPARE_THRESHOLDS_H_

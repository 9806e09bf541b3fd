// A regular expression that picks benchmarks by name, as --benchmark_filter
// does: it may match any part of the name.

#ifndef REPORTERS_COMPARE_NAME_PATTERN_H_
#define REPORTERS_COMPARE_NAME_PATTERN_H_

#include <regex>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

class NamePattern {
 public:
  // InvalidArgument tells what is wrong with it. "" matches every name.
  static absl::StatusOr<NamePattern> Parse(absl::string_view pattern);

  bool Matches(const std::string& benchmark_name) const;
  const std::string& text() const { return text_; }

 private:
  NamePattern(std::string text, std::regex regex);

  std::string text_;
  std::regex regex_;
};

}  // namespace feluda

#endif  // REPORTERS_COMPARE_NAME_PATTERN_H_

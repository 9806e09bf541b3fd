#include "reporters/compare/name_pattern.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

// The library's matcher recurses for each character.
constexpr size_t kMaxNameLength = 1024;
// And its parser for each parenthesis.
constexpr size_t kMaxPatternLength = 1000;

}  // namespace

NamePattern::NamePattern(std::string text, std::regex regex)
    : text_(std::move(text)), regex_(std::move(regex)) {}

absl::StatusOr<NamePattern> NamePattern::Parse(absl::string_view pattern) {
  if (pattern.size() > kMaxPatternLength) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", Printable(pattern.substr(0, 20)), "...' has ", pattern.size(),
        " characters; say a pattern of at most ", kMaxPatternLength));
  }
  std::string text(pattern);
  try {
    // The syntax of --benchmark_filter: POSIX's extended one.
    std::regex regex(text, std::regex::extended | std::regex::optimize);
    return NamePattern(std::move(text), std::move(regex));
  } catch (const std::regex_error& error) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", Printable(pattern), "' is no regular expression: ", error.what()));
  }
}

bool NamePattern::Matches(const std::string& benchmark_name) const {
  if (text_.empty()) return true;
  try {
    return std::regex_search(benchmark_name.substr(0, kMaxNameLength), regex_);
  } catch (const std::regex_error&) {
    // Too complex for this name; a plain text still matches itself.
    return benchmark_name.find(text_) != std::string::npos;
  }
}

}  // namespace feluda

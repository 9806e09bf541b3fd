#include "lib/networks/tokenizer/merges_file.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace feluda {
namespace {

absl::Status Refused(const std::string& name, size_t line,
                     absl::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat(name, ":", line, ": ", what,
                   "; give CLIP's merges.txt or bpe_simple_vocab_16e6.txt.gz "
                   "as it was published"));
}

// The text up to a line break, which `text` then no longer has.
absl::string_view TakeLine(absl::string_view& text) {
  const absl::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return absl::StripSuffix(line, "\r");
}

}  // namespace

absl::StatusOr<std::vector<MergeLine>> ParseMerges(const std::string& name,
                                                   absl::string_view text) {
  if (!absl::StrContains(TakeLine(text), "#version")) {
    return Refused(name, 1, "has no \"#version\"");
  }
  text = absl::StripTrailingAsciiWhitespace(text);
  std::vector<MergeLine> merges;
  for (size_t line = 2; !text.empty() && merges.size() < kMaxMerges; ++line) {
    const absl::string_view pair = TakeLine(text);
    const size_t blank = pair.find(' ');
    const bool has_two = blank != absl::string_view::npos && blank > 0 &&
                         blank + 1 < pair.size() &&
                         pair.find(' ', blank + 1) == absl::string_view::npos;
    if (!has_two) {
      return Refused(name, line, "is not two tokens with a blank between");
    }
    merges.push_back({pair.substr(0, blank), pair.substr(blank + 1), line});
  }
  if (merges.empty()) return Refused(name, 2, "has no merges");
  return merges;
}

}  // namespace feluda

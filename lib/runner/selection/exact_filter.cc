#include "lib/runner/selection/exact_filter.h"

#include <cstring>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace feluda {

std::string EscapedForFilter(const std::string& name) {
  std::string text;
  for (const char c : name) {
    if (std::strchr(".[\\()*+?{|^$", c) != nullptr) text += '\\';
    text += c;
  }
  return text;
}

std::string ExactFilter(const std::vector<std::string>& names) {
  std::vector<std::string> escaped;
  for (const std::string& name : names) {
    escaped.push_back(EscapedForFilter(name));
  }
  return absl::StrCat("^(", absl::StrJoin(escaped, "|"), ")$");
}

}  // namespace feluda

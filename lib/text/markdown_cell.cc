#include "lib/text/markdown_cell.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

// An underscore inside a word is no markup, and names are full of them.
bool IsInsideWord(absl::string_view text, size_t at) {
  const size_t before = text.substr(0, at).find_last_not_of('_');
  const size_t after = text.find_first_not_of('_', at);
  return before != absl::string_view::npos &&
         after != absl::string_view::npos &&
         absl::ascii_isalnum(static_cast<unsigned char>(text[before])) &&
         absl::ascii_isalnum(static_cast<unsigned char>(text[after]));
}

std::string EscapeCharacter(absl::string_view text, size_t at) {
  const char c = text[at];
  switch (c) {
    case '\n':
      return "<br>";
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '_':
      return IsInsideWord(text, at) ? "_" : "\\_";
    case '|':
    case '`':
    case '\\':
    case '*':
    case '[':
    case ']':
    case '~':
    case '$':
      return {'\\', c};
    default:
      return {c};
  }
}

}  // namespace

std::string EscapeCell(absl::string_view text) {
  const std::string printable = Printable(text);
  std::string escaped;
  for (size_t i = 0; i < printable.size(); ++i) {
    escaped += EscapeCharacter(printable, i);
  }
  return escaped;
}

std::string FormatSeconds(double seconds) {
  if (!std::isfinite(seconds)) return "";
  if (seconds == 0) return "0.000";
  const int exponent = std::floor(std::log10(std::abs(seconds)));
  return absl::StrFormat("%.*f", std::clamp(3 - exponent, 3, 15), seconds);
}

std::string SecondsCell(const std::optional<double>& seconds) {
  return seconds.has_value() ? FormatSeconds(*seconds) : "";
}

std::string MebibytesCell(const std::optional<double>& mebibytes) {
  return mebibytes.has_value() && std::isfinite(*mebibytes)
             ? absl::StrFormat("%.2f", *mebibytes)
             : "";
}

std::string MarkdownRow(const std::vector<std::string>& cells) {
  return absl::StrCat("| ", absl::StrJoin(cells, " | "), " |\n");
}

}  // namespace feluda

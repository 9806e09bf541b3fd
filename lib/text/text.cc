#include "lib/text/text.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

std::string Blanks(absl::string_view text, size_t width) {
  return std::string(width - std::min(width, Width(text)), ' ');
}

// Whether the byte continues a character of UTF-8 and does not begin one.
bool ContinuesCharacter(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

std::string ValidUtf8(absl::string_view text) {
  using nlohmann::json;
  // The JSON library has to replace such bytes anyway, so both agree.
  const json string = std::string(text);
  return json::parse(
             string.dump(-1, ' ', false, json::error_handler_t::replace))
      .get<std::string>();
}

std::string Printable(absl::string_view text) {
  std::string result = absl::StrReplaceAll(
      ValidUtf8(text),
      {{"\r\n", "\n"}, {"\r", "\n"}, {"\v", "\n"}, {"\f", "\n"}});
  for (char& c : result) {
    if (c != '\n' && absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
      c = ' ';
    }
  }
  while (!result.empty() && result.back() == '\n') result.pop_back();
  return result;
}

absl::string_view FirstLine(absl::string_view text) {
  return text.substr(0, text.find('\n'));
}

std::string StartOf(absl::string_view text, size_t max_bytes) {
  std::string start = ValidUtf8(text);
  if (start.size() <= max_bytes) return start;
  size_t end = max_bytes;
  while (end > 0 && ContinuesCharacter(start[end])) --end;
  start.resize(end);
  return start;
}

std::string CutText(absl::string_view text, size_t max_bytes) {
  const std::string valid = ValidUtf8(text);
  const std::string start = StartOf(valid, max_bytes);
  const size_t left = valid.size() - start.size();
  return left == 0 ? start : absl::StrCat(start, "… (", left, " bytes more)");
}

size_t Width(absl::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return !ContinuesCharacter(c); });
}

std::string AlignLeft(absl::string_view text, size_t width) {
  return absl::StrCat(text, Blanks(text, width));
}

std::string AlignRight(absl::string_view text, size_t width) {
  return absl::StrCat(Blanks(text, width), text);
}

}  // namespace feluda

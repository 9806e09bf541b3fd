#include "lib/runs/json/json_repair.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

// Reading does not recurse, but writing, copying and comparing do.
constexpr int kMaxDepth = 500;

// The parser knows finite numbers only. So NaN and the infinities are spelled
// as zeros that nobody writes; a zero of the text that is spelled like one of
// these is spelled "0.0" instead.
constexpr absl::string_view kNanMark = "0e-1";
constexpr absl::string_view kInfinityMark = "0e-2";
constexpr absl::string_view kMinusInfinityMark = "0e-3";
constexpr absl::string_view kZero = "0.0";

bool IsWordCharacter(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' ||
         c == '+' || c == '.';
}

// Whether a byte of a string may need a repair.
bool IsOdd(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte >= 0x80;
}

// Control characters escaped, and what is no UTF-8 replaced.
std::string Escaped(absl::string_view bytes) {
  std::string escaped;
  for (const char c : ValidUtf8(bytes)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      absl::StrAppend(&escaped, "\\u", absl::Hex(byte, absl::kZeroPad4));
    } else {
      escaped += c;
    }
  }
  return escaped;
}

// Empty if the word stays as it is.
absl::string_view MarkFor(absl::string_view word) {
  if (word == kNanMark || word == kInfinityMark || word == kMinusInfinityMark) {
    return kZero;
  }
  const bool negative = absl::ConsumePrefix(&word, "-");
  if (absl::EqualsIgnoreCase(word, "nan")) return kNanMark;
  if (absl::EqualsIgnoreCase(word, "infinity") ||
      absl::EqualsIgnoreCase(word, "inf")) {
    return negative ? kMinusInfinityMark : kInfinityMark;
  }
  return "";
}

// Knows strings, words and depth, and leaves the grammar to the parser.
class Finder {
 public:
  explicit Finder(absl::string_view text) : text_(text) {}

  absl::StatusOr<std::vector<JsonRepair>> Find() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        PassString();
      } else if (IsWordCharacter(c)) {
        PassWord();
      } else if (c == '\0') {
        // The parser would take it for the end.
        return JsonErrorAt(text_, at_, "a zero byte");
      } else {
        if (c == '[' || c == '{') ++depth_;
        if (c == ']' || c == '}') --depth_;
        if (depth_ > kMaxDepth) {
          return JsonErrorAt(
              text_, at_,
              absl::StrCat("nested more than ", kMaxDepth, " deep"));
        }
        ++at_;
      }
    }
    return std::move(repairs_);
  }

 private:
  void PassString() {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (IsOdd(text_[at_])) {
        PassOddBytes();
      } else {
        at_ += text_[at_] == '\\' ? 2 : 1;
      }
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  void PassOddBytes() {
    const size_t begin = at_;
    while (at_ < text_.size() && IsOdd(text_[at_])) ++at_;
    const absl::string_view bytes = text_.substr(begin, at_ - begin);
    std::string escaped = Escaped(bytes);
    if (escaped != bytes) Replace(begin, std::move(escaped));
  }

  void PassWord() {
    const size_t begin = at_;
    while (at_ < text_.size() && IsWordCharacter(text_[at_])) ++at_;
    if (at_ == text_.size() && depth_ > 0) {
      Replace(begin, "");
      return;
    }
    const absl::string_view mark = MarkFor(text_.substr(begin, at_ - begin));
    if (!mark.empty()) Replace(begin, std::string(mark));
  }

  // Up to here.
  void Replace(size_t begin, std::string replacement) {
    repairs_.push_back({begin, at_, std::move(replacement)});
  }

  const absl::string_view text_;
  size_t at_ = 0;
  int64_t depth_ = 0;
  std::vector<JsonRepair> repairs_;
};

}  // namespace

absl::StatusOr<std::vector<JsonRepair>> FindJsonRepairs(
    absl::string_view text) {
  return Finder(text).Find();
}

std::string Repaired(absl::string_view text,
                     const std::vector<JsonRepair>& repairs) {
  std::string repaired;
  repaired.reserve(text.size());
  size_t end = 0;
  for (const JsonRepair& repair : repairs) {
    absl::StrAppend(&repaired, text.substr(end, repair.begin - end),
                    repair.replacement);
    end = repair.end;
  }
  absl::StrAppend(&repaired, text.substr(end));
  return repaired;
}

size_t OffsetBeforeRepairs(const std::vector<JsonRepair>& repairs,
                           size_t offset) {
  size_t repaired_end = 0;
  size_t end = 0;
  for (const JsonRepair& repair : repairs) {
    const size_t repaired_begin = repaired_end + (repair.begin - end);
    if (offset < repaired_begin) break;
    repaired_end = repaired_begin + repair.replacement.size();
    end = repair.end;
    if (offset < repaired_end) return repair.begin;
  }
  return end + (offset - repaired_end);
}

double RepairedNumber(absl::string_view spelling, double value) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (spelling == kNanMark) return std::numeric_limits<double>::quiet_NaN();
  if (spelling == kInfinityMark) return kInfinity;
  if (spelling == kMinusInfinityMark) return -kInfinity;
  return value;
}

absl::Status JsonErrorAt(absl::string_view text, size_t offset,
                         absl::string_view cause) {
  const absl::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const absl::string_view in_line = before.substr(before.rfind('\n') + 1);
  const auto column =
      1 + std::count_if(in_line.begin(), in_line.end(), [](char c) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
        return !continues;
      });
  return absl::InvalidArgumentError(
      absl::StrCat("line ", line, ", column ", column, ": ", cause));
}

}  // namespace feluda

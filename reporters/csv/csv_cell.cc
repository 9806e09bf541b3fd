#include "reporters/csv/csv_cell.h"

#include <cmath>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

// Spreadsheets skip blanks before they look for a formula.
absl::string_view WithoutBlanks(absl::string_view text) {
  const size_t first = text.find_first_not_of(' ');
  return first == absl::string_view::npos ? "" : text.substr(first);
}

// The full-width forms of = + - @ begin a formula in East Asian locales.
bool BeginsFormula(absl::string_view text) {
  for (const absl::string_view sign :
       {"=", "+", "-", "@", "＝", "＋", "－", "＠"}) {
    if (text.substr(0, sign.size()) == sign) return true;
  }
  return false;
}

// Whether some locale reads a number, a date or a time: 1.5 is a day in May in
// Germany.
bool LooksLikeNumber(absl::string_view text) {
  return text.find_first_of("0123456789") != absl::string_view::npos &&
         text.find_first_not_of("0123456789.,:/-+eE%' ") ==
             absl::string_view::npos;
}

}  // namespace

std::string CsvText(absl::string_view text) {
  std::string line = absl::StrReplaceAll(Printable(text), {{"\n", " "}});
  const absl::string_view start = WithoutBlanks(line);
  if (BeginsFormula(start) || LooksLikeNumber(start)) line.insert(0, "'");
  return absl::StrCat("\"", absl::StrReplaceAll(line, {{"\"", "\"\""}}), "\"");
}

std::string CsvInteger(const std::optional<double>& value) {
  constexpr double kExactIntegers = 9007199254740992;  // 2^53
  if (!value.has_value() || !(std::abs(*value) <= kExactIntegers)) return "";
  return absl::StrCat(static_cast<int64_t>(std::llround(*value)));
}

std::string CsvRow(const std::vector<std::string>& cells) {
  return absl::StrCat(absl::StrJoin(cells, ","), "\r\n");
}

}  // namespace feluda

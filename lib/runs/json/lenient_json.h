// Reads JSON as benchmark tools write it, which is not always JSON:
//
// - NaN, Infinity and inf, in any case and with a '-', are numbers.
// - A text that ends too early, because its writer was killed or its disk was
//   full, is read as far as it goes. What is only half there (a word, a number,
//   a string, a key without its value) is dropped, and the caller is told. A
//   number that the text ends with counts as half there: 12 may be 12.5.
// - Strings may hold control characters. Bytes that are not UTF-8 become
//   U+FFFD: one label in another encoding must not cost hours of measuring.
// - Of a key that an object has twice the first counts: Google Benchmark writes
//   a counter named `threads` after its own `threads`.
//
// Everything else is refused as the standard has it, as are zero bytes outside
// of strings and more than 500 levels of nesting.
//
//   absl::StatusOr<LenientJson> json = ParseLenientJson("[1, NaN, [2, 3");
//   json->value;      // [1, nan, [2]]
//   json->cut_short;  // true
//   json->open;       // {"2"}

#ifndef LIB_RUNS_JSON_LENIENT_JSON_H_
#define LIB_RUNS_JSON_LENIENT_JSON_H_

#include <initializer_list>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"

namespace feluda {

struct LenientJson {
  // Numbers that are not finite are doubles; dump() writes them as null.
  nlohmann::ordered_json value;

  // Whether the text ended too early.
  bool cut_short = false;

  // If so, the keys and indexes that lead, from the outermost on, to the
  // innermost object or array that was left open; empty if that is the whole
  // value.
  std::vector<std::string> open;
};

// If the text is an object and `members` is not empty, only those members are
// kept. Error: InvalidArgument, "line 3, column 7: " and the cause; a column is
// a character. A text that ends before its first bracket is an error too. Takes
// time and memory in proportion to the text, which is copied only where it is
// not JSON.
absl::StatusOr<LenientJson> ParseLenientJson(
    absl::string_view text,
    std::initializer_list<absl::string_view> members = {});

}  // namespace feluda

#endif  // LIB_RUNS_JSON_LENIENT_JSON_H_

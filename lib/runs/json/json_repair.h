// What stands between JSON as benchmark tools write it and a strict parser: the
// parts of a text to replace before it is parsed. lenient_json.h says which.

#ifndef LIB_RUNS_JSON_JSON_REPAIR_H_
#define LIB_RUNS_JSON_JSON_REPAIR_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// text[begin, end) is to read `replacement`.
struct JsonRepair {
  size_t begin;
  size_t end;
  std::string replacement;
};

// In the order of the text; none if it is JSON already. Error: InvalidArgument
// for a zero byte outside of strings and for too many levels of nesting. All
// other errors are left for the parser to find.
absl::StatusOr<std::vector<JsonRepair>> FindJsonRepairs(absl::string_view text);

// REQUIRES: the repairs are those of the text, here and below.
std::string Repaired(absl::string_view text,
                     const std::vector<JsonRepair>& repairs);

// The place in the text of a place in the repaired text.
size_t OffsetBeforeRepairs(const std::vector<JsonRepair>& repairs,
                           size_t offset);

// What the parser makes of a number of the repaired text that it spells thus
// and takes for `value`: this is how it learns of NaN and the infinities.
double RepairedNumber(absl::string_view spelling, double value);

// InvalidArgument: "line 3, column 7: " and the cause.
absl::Status JsonErrorAt(absl::string_view text, size_t offset,
                         absl::string_view cause);

}  // namespace feluda

#endif  // LIB_RUNS_JSON_JSON_REPAIR_H_

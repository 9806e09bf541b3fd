// Finds the parts of JSON as benchmark tools write it that have to be replaced
// before a strict parser takes it. lenient_json.h says which these are.

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

// The repairs in the order of the text; none if it is JSON already. Error:
// InvalidArgument for a zero byte outside of strings and for too many levels of
// nesting. All other errors are left for the parser to find.
absl::StatusOr<std::vector<JsonRepair>> FindJsonRepairs(absl::string_view text);

// REQUIRES: the repairs are those of the text, here and below.
std::string Repaired(absl::string_view text,
                     const std::vector<JsonRepair>& repairs);

// The offset in the text that belongs to an offset in the repaired text.
size_t OffsetBeforeRepairs(const std::vector<JsonRepair>& repairs,
                           size_t offset);

// The number that `spelling` stands for in the repaired text, which the parser
// takes for `value`: NaN and the infinities are spelled as zeros.
double RepairedNumber(absl::string_view spelling, double value);

// InvalidArgument: "line 3, column 7: " and the cause.
absl::Status JsonErrorAt(absl::string_view text, size_t offset,
                         absl::string_view cause);

}  // namespace feluda

#endif  // LIB_RUNS_JSON_JSON_REPAIR_H_

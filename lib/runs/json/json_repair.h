// Finds what has to be replaced in the JSON of benchmark tools before a strict
// parser takes it. lenient_json.h says what that is.

#ifndef LIB_RUNS_JSON_JSON_REPAIR_H_
#define LIB_RUNS_JSON_JSON_REPAIR_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// A repair: text[begin, end) becomes `replacement`.
struct JsonRepair {
  size_t begin;
  size_t end;
  std::string replacement;
};

// Returns the repairs in the order of the text; none if it is JSON already.
// Error: InvalidArgument for a zero byte outside of strings and for too many
// levels of nesting. All other errors are left for the parser to find.
absl::StatusOr<std::vector<JsonRepair>> FindJsonRepairs(absl::string_view text);

// Returns the repaired text. REQUIRES, here and below: the repairs are those of
// the text.
std::string Repaired(absl::string_view text,
                     const std::vector<JsonRepair>& repairs);

// Returns the offset in the text that belongs to an offset in the repaired
// text.
size_t OffsetBeforeRepairs(const std::vector<JsonRepair>& repairs,
                           size_t offset);

// Returns the number that `spelling` stands for in the repaired text, and that
// the parser takes for `value`: NaN and the infinities are spelled as zeros of
// special forms.
double RepairedNumber(absl::string_view spelling, double value);

// Returns an InvalidArgumentError: "line 3, column 7: " and the cause.
absl::Status JsonErrorAt(absl::string_view text, size_t offset,
                         absl::string_view cause);

}  // namespace feluda

#endif  // LIB_RUNS_JSON_JSON_REPAIR_H_

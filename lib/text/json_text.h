// JSON as text. The library's parser and serializer are templates that take
// seconds to compile, so they are compiled here once and used by all.

#ifndef LIB_TEXT_JSON_TEXT_H_
#define LIB_TEXT_JSON_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

// Returns the JSON as text, with `indent` spaces for each level, or in one line
// if it is negative. Bytes that are not UTF-8 become U+FFFD; numbers that are
// not finite become null.
std::string DumpJson(const nlohmann::ordered_json& json, int indent = -1);

// Returns the value, for which is_discarded() is true if the text is not JSON.
// lenient_json.h reads what benchmark tools write, and tells what is wrong with
// it.
nlohmann::ordered_json ParseJson(absl::string_view text);

}  // namespace feluda

#endif  // LIB_TEXT_JSON_TEXT_H_

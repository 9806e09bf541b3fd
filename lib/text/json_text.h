// JSON as text. The library's parser and serializer are templates that take
// seconds to compile, so they are compiled here once and used by all.

#ifndef LIB_TEXT_JSON_TEXT_H_
#define LIB_TEXT_JSON_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

// `indent` spaces a level; all in one line where it is negative. Bytes that are
// not UTF-8 become U+FFFD, and numbers that are not finite null.
std::string DumpJson(const nlohmann::ordered_json& json, int indent = -1);

// A value that is_discarded() where the text is not JSON. lenient_json.h reads
// what benchmark tools write, and says what is wrong with it.
nlohmann::ordered_json ParseJson(absl::string_view text);

}  // namespace feluda

#endif  // LIB_TEXT_JSON_TEXT_H_

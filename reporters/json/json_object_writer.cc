#include "reporters/json/json_object_writer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {

using Json = nlohmann::ordered_json;

void JsonObjectWriter::Member(absl::string_view key, const Json& value) {
  Begin(key);
  Append("", value, "\n  ");
}

std::string JsonObjectWriter::Finish() && {
  Append("\n}\n");
  return std::move(text_);
}

void JsonObjectWriter::Begin(absl::string_view key) {
  absl::StrAppend(&text_, text_.empty() ? "{" : ",", "\n  \"", key, "\": ");
}

void JsonObjectWriter::Append(absl::string_view text) {
  absl::StrAppend(&text_, text);
}

// Within a text a line break is escaped, so each that is found is one between
// values.
void JsonObjectWriter::Append(absl::string_view before, const Json& value,
                              absl::string_view line_break) {
  Append(before);
  const std::string dumped = DumpJson(value, 2);
  absl::string_view rest = dumped;
  for (size_t end; (end = rest.find('\n')) != absl::string_view::npos;
       rest.remove_prefix(end + 1)) {
    absl::StrAppend(&text_, rest.substr(0, end), line_break);
  }
  Append(rest);
}

}  // namespace feluda

// Writes a large JSON object as text, one value at a time: a tree of all its
// values would take several times the memory of the text.
//
//   JsonObjectWriter writer;
//   writer.Member("total", 2);
//   writer.Array("names", std::vector<std::string>{"a", "b"},
//                [](const std::string& name) { return Json(name); });
//   std::string text = std::move(writer).Finish();

#ifndef REPORTERS_JSON_JSON_OBJECT_WRITER_H_
#define REPORTERS_JSON_JSON_OBJECT_WRITER_H_

#include <string>

#include "absl/strings/string_view.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

// Indents by 2. What is not UTF-8 becomes U+FFFD, what is not finite null.
// Peak memory: the text, and the tree and text of the largest value.
class JsonObjectWriter {
 public:
  // Keys are written as they are: unique, and of letters and underscores.
  void Member(absl::string_view key, const nlohmann::ordered_json& value);

  // Adds a member that is an array of to_json(element) for each element.
  template <typename Range, typename ToJson>
  void Array(absl::string_view key, const Range& range, ToJson to_json) {
    Begin(key);
    absl::string_view before = "[\n    ";
    for (const auto& element : range) {
      Append(before, to_json(element), "\n    ");
      before = ",\n    ";
    }
    Append(range.empty() ? "[]" : "\n  ]");
  }

  // The whole object, with a line break at the end. REQUIRES: a member.
  std::string Finish() &&;

 private:
  void Begin(absl::string_view key);
  void Append(absl::string_view text);
  // Each of the value's lines but the first begins with `line_break`.
  void Append(absl::string_view before, const nlohmann::ordered_json& value,
              absl::string_view line_break);

  std::string text_;
};

}  // namespace feluda

#endif  // REPORTERS_JSON_JSON_OBJECT_WRITER_H_

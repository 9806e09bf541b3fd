#include "reporters/json/json_object_writer.h"

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

TEST(JsonObjectWriterTest, WritesWhatTheLibraryWouldOfTheWhole) {
  const Json object = {
      {"number", 1.5},
      {"text", "two\nlines \\n \"quoted\""},
      {"object", {{"empty", Json::object()}, {"deep", {{"deeper", {1, 2}}}}}},
      {"list", {{{"a", "\n"}}, Json::array(), 3, nullptr}},
      {"nothing", Json::array()}};
  JsonObjectWriter writer;
  for (const auto& [key, value] : object.items()) {
    if (value.is_array()) {
      writer.Array(key, value, [](const Json& element) { return element; });
    } else {
      writer.Member(key, value);
    }
  }
  EXPECT_EQ(std::move(writer).Finish(), DumpJson(object, 2) + "\n");
}

TEST(JsonObjectWriterTest, IsValidWhateverTheValuesAre) {
  JsonObjectWriter writer;
  writer.Member("text", "\xff");
  writer.Member("number", std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(std::move(writer).Finish(),
            "{\n  \"text\": \"\xEF\xBF\xBD\",\n  \"number\": null\n}\n");
}

}  // namespace
}  // namespace feluda

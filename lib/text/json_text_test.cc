#include "lib/text/json_text.h"

#include <limits>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

TEST(DumpJsonTest, KeepsTheOrderAndIndents) {
  const nlohmann::ordered_json json = {{"b", 1}, {"a", {true, nullptr}}};
  EXPECT_EQ(DumpJson(json), R"({"b":1,"a":[true,null]})");
  EXPECT_EQ(DumpJson(json, 1),
            "{\n \"b\": 1,\n \"a\": [\n  true,\n  null\n ]\n}");
}

TEST(DumpJsonTest, IsAlwaysJson) {
  EXPECT_EQ(DumpJson("a\xffµ\n"), "\"a\xEF\xBF\xBDµ\\n\"");
  EXPECT_EQ(DumpJson(std::numeric_limits<double>::infinity()), "null");
}

TEST(ParseJsonTest, IsTheInverseOfDumpJson) {
  const char text[] = R"({"b":1,"a":[true,null,0.1,"\u0001"]})";
  EXPECT_EQ(DumpJson(ParseJson(text)), text);
}

TEST(ParseJsonTest, DiscardsWhatIsNotJson) {
  for (const char* text : {"", "{", "[1,]", "NaN", "1 2", "'a'"}) {
    EXPECT_TRUE(ParseJson(text).is_discarded()) << text;
  }
}

}  // namespace
}  // namespace feluda

#include "lib/runs/json/lenient_json.h"

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

TEST(LenientJsonTest, ReadsTheExampleOfTheHeader) {
  const absl::StatusOr<LenientJson> json = ParseLenientJson("[1, NaN, [2, 3");
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_EQ(DumpJson(json->value), "[1,null,[2]]");
  EXPECT_TRUE(json->value[1].is_number_float());
  EXPECT_TRUE(json->cut_short);
  EXPECT_EQ(json->open, std::vector<std::string>{"2"});
}

struct ReadCase {
  const char* name;
  std::string text;
  // What the value looks like when it is written again.
  std::string written;
};

std::string CaseName(const testing::TestParamInfo<ReadCase>& info) {
  return info.param.name;
}

class WholeJsonTest : public testing::TestWithParam<ReadCase> {};

TEST_P(WholeJsonTest, IsReadWhole) {
  const absl::StatusOr<LenientJson> json = ParseLenientJson(GetParam().text);
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_EQ(DumpJson(json->value), GetParam().written);
  EXPECT_FALSE(json->cut_short);
  EXPECT_TRUE(json->open.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Texts, WholeJsonTest,
    testing::Values(
        ReadCase{"Empties", "[{}, [], \"\"]", "[{},[],\"\"]"},
        ReadCase{"Literals", "[null, true, false]", "[null,true,false]"},
        ReadCase{"Numbers", "[0, -1, 18446744073709551615, 2.5e-3, 5e-324]",
                 "[0,-1,18446744073709551615,0.0025,5e-324]"},
        ReadCase{"Escapes", R"(["\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"])",
                 "[\"\\\"\\\\/\\b\\f\\n\\r\\t\u00e9\U0001F600\"]"},
        ReadCase{"OrderOfKeys", R"({"b": 1, "a": 2})", R"({"b":1,"a":2})"},
        ReadCase{"FirstOfTwoKeys", R"({"a": [1], "a": [2, {}], "b": 3})",
                 R"({"a":[1],"b":3})"},
        ReadCase{"LoneNumber", "12", "12"}, ReadCase{"LoneNan", "NaN", "null"},
        ReadCase{"SpaceAround", "\r\n\t [1] \n", "[1]"},
        ReadCase{"ByteOrderMark", "\xEF\xBB\xBF[1]", "[1]"},
        ReadCase{"NonFiniteWordsInStrings", R"({"NaN": "a inf, -Infinity"})",
                 R"({"NaN":"a inf, -Infinity"})"},
        ReadCase{"EscapedQuotes", R"(["\" NaN [", "\\"])",
                 R"(["\" NaN [","\\"])"},
        ReadCase{"BracketsInStrings", R"(["[{\"[", "]"])", R"(["[{\"[","]"])"},
        ReadCase{"ControlCharacters", "[\"a\x1b[31m\n\tb\"]",
                 R"(["a\u001b[31m\n\tb"])"},
        ReadCase{"ZeroByteInAString", std::string("[\"a\0b\"]", 7),
                 R"(["a\u0000b"])"},
        ReadCase{"Utf8", "[\"é €\"]", "[\"é €\"]"},
        ReadCase{"Latin1", "{\"caf\xE9 \": \"\xFFx\xC3\"}",
                 "{\"caf\uFFFD \":\"\uFFFDx\uFFFD\"}"}),
    CaseName);

struct NumberCase {
  const char* text;
  double value;
};

class NonFiniteJsonTest : public testing::TestWithParam<NumberCase> {};

TEST_P(NonFiniteJsonTest, IsADouble) {
  const absl::StatusOr<LenientJson> json =
      ParseLenientJson(absl::StrCat("{\"a\":", GetParam().text, "}"));
  ASSERT_TRUE(json.ok()) << json.status();
  ASSERT_TRUE(json->value["a"].is_number_float());
  const auto value = json->value["a"].get<double>();
  EXPECT_EQ(std::isnan(value), std::isnan(GetParam().value));
  if (!std::isnan(value)) {
    EXPECT_EQ(value, GetParam().value);
    EXPECT_EQ(std::signbit(value), std::signbit(GetParam().value));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, NonFiniteJsonTest,
    testing::Values(NumberCase{"NaN", NAN}, NumberCase{"nan", NAN},
                    NumberCase{"-NaN", NAN}, NumberCase{"-nan", NAN},
                    NumberCase{"Infinity", INFINITY},
                    NumberCase{"inf", INFINITY},
                    NumberCase{"-Infinity", -INFINITY},
                    NumberCase{"-inf", -INFINITY},
                    // Zeros that are spelled like what stands for the others
                    // while the text is parsed.
                    NumberCase{"0e-1", 0.0}, NumberCase{"0e-2", 0.0},
                    NumberCase{"0e-3", 0.0}, NumberCase{"-0e-1", -0.0}));

struct CutCase {
  const char* name;
  std::string text;
  std::string written;
  std::vector<std::string> open;
};

class CutJsonTest : public testing::TestWithParam<CutCase> {};

TEST_P(CutJsonTest, KeepsWhatIsComplete) {
  const absl::StatusOr<LenientJson> json = ParseLenientJson(GetParam().text);
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_EQ(DumpJson(json->value), GetParam().written);
  EXPECT_TRUE(json->cut_short);
  EXPECT_EQ(json->open, GetParam().open);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, CutJsonTest,
    testing::Values(
        CutCase{"AfterABracket", "{", "{}", {}},
        CutCase{"AfterAValue", R"({"a": "b")", R"({"a":"b"})", {}},
        CutCase{"AfterAComma", R"({"a": "b",)", R"({"a":"b"})", {}},
        CutCase{"AfterAKey", R"({"a": 1, "b")", R"({"a":1})", {}},
        CutCase{"AfterAColon", R"({"a": 1, "b":)", R"({"a":1})", {}},
        CutCase{"InAKey", R"({"a": 1, "b)", R"({"a":1})", {}},
        CutCase{"InAString", R"({"a": 1, "b": "c)", R"({"a":1})", {}},
        CutCase{"InAnEscape", "[1, \"\\u12", "[1]", {}},
        CutCase{"AfterABackslash", "[1, \"\\", "[1]", {}},
        CutCase{"InACharacter", "[1, \"\xE2\x82", "[1]", {}},
        CutCase{"InANumber", "[1, 2.5e", "[1]", {}},
        CutCase{"MaybeInANumber", "[1, 12", "[1]", {}},
        CutCase{"AfterANumber", "[1, 12 ", "[1,12]", {}},
        CutCase{"InALiteral", "[1, tr", "[1]", {}},
        CutCase{"InInfinity", "[1, -Infin", "[1]", {}},
        CutCase{"Deep",
                R"({"a": [1, {"b": {"c": 1, "d": [)",
                R"({"a":[1,{"b":{"c":1,"d":[]}}]})",
                {"a", "1", "b", "d"}},
        CutCase{"InASecondOfTwoKeys",
                R"({"a": 1, "a": {"b": [1)",
                R"({"a":1})",
                {}}),
    [](const auto& test) { return test.param.name; });

struct ErrorCase {
  const char* name;
  std::string text;
  const char* place;
  const char* cause;
};

class NoJsonTest : public testing::TestWithParam<ErrorCase> {};

TEST_P(NoJsonTest, ErrorNamesPlaceAndCause) {
  const absl::StatusOr<LenientJson> json = ParseLenientJson(GetParam().text);
  ASSERT_FALSE(json.ok()) << json->value;
  EXPECT_EQ(json.status().code(), absl::StatusCode::kInvalidArgument);
  const std::string message(json.status().message());
  EXPECT_TRUE(absl::StartsWith(message, absl::StrCat(GetParam().place, ": ")))
      << message;
  EXPECT_TRUE(absl::StrContains(message, GetParam().cause)) << message;
  // The library's own number and its copy of the text add nothing.
  EXPECT_FALSE(absl::StrContains(message, "json.exception")) << message;
  EXPECT_FALSE(absl::StrContains(message, "last read")) << message;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, NoJsonTest,
    testing::Values(
        // "unexpected end of input", and "empty input" since release 3.11.3.
        ErrorCase{"Empty", "", "line 1, column 1", " input"},
        ErrorCase{"OnlySpace", " \n ", "line 2, column 2",
                  "unexpected end of input"},
        ErrorCase{"LoneHalfString", "\"abc", "line 1, column 5",
                  "missing closing quote"},
        ErrorCase{"TrailingComma", "[1,\n 2,]", "line 2, column 4",
                  "unexpected ']'"},
        ErrorCase{"Unquoted", "{a: 1}", "line 1, column 2", "invalid literal"},
        ErrorCase{"WrongBracket", "[1}", "line 1, column 3", "unexpected '}'"},
        ErrorCase{"TwoValues", "{}\n{}", "line 2, column 1", "unexpected '{'"},
        ErrorCase{"HalfAValueAfterTheEnd", "[1] \"abc", "line 1, column 9",
                  "missing closing quote"},
        ErrorCase{"LeadingZero", "[01]", "line 1, column 3",
                  "unexpected number"},
        ErrorCase{"TooLarge", "[1,1e999]", "line 1, column 8",
                  "number overflow"},
        ErrorCase{"PlusInfinity", "[+Infinity]", "line 1, column 2",
                  "invalid literal"},
        ErrorCase{"NanAsAKey", "{NaN: 1}", "line 1, column 2",
                  "unexpected number"},
        ErrorCase{"AWordLikeNan", "[NaNs]", "line 1, column 2",
                  "invalid literal"},
        ErrorCase{"Comment", "[1] // one", "line 1, column 5",
                  "invalid literal"},
        ErrorCase{"BadEscape", "[\"\\x\"]", "line 1, column 4",
                  "forbidden character after backslash"},
        ErrorCase{"HalfSurrogate", "[\"\\ud83d\"]", "line 1, column 9",
                  "surrogate"},
        ErrorCase{"ZeroByte", std::string("[1]\0", 4), "line 1, column 4",
                  "a zero byte"},
        ErrorCase{"Garbage", "Segmentation fault\n", "line 1, column 1",
                  "invalid literal"},
        // Columns are characters of the text as it was, not as it was repaired.
        ErrorCase{"AfterRepairs", "[\"\xFF\x1b\u00e9\", -Infinity, x]",
                  "line 1, column 20", "invalid literal"},
        ErrorCase{"InARepair", "[1 Infinity]", "line 1, column 4",
                  "unexpected number"}),
    [](const auto& test) { return test.param.name; });

std::string Nested(size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

TEST(LenientJsonTest, DeepNestingIsRefusedBeforeItHurts) {
  EXPECT_TRUE(ParseLenientJson(Nested(500)).ok());
  EXPECT_EQ(ParseLenientJson(Nested(501)).status().message(),
            "line 1, column 501: nested more than 500 deep");
  EXPECT_FALSE(ParseLenientJson(Nested(8000000)).ok());
  EXPECT_FALSE(ParseLenientJson(std::string(8000000, '[')).ok());
}

TEST(LenientJsonTest, ManyKeysDoNotTakeForEver) {
  constexpr int kKeys = 200000;
  std::string text = "{";
  for (int i = 0; i < kKeys; ++i) absl::StrAppend(&text, "\"", i, "\":1,");
  const absl::StatusOr<LenientJson> json = ParseLenientJson(text);
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_EQ(json->value.size(), static_cast<size_t>(kKeys));
}

TEST(LenientJsonTest, KeepsOnlyTheMembersThatAreAskedFor) {
  const absl::StatusOr<LenientJson> json = ParseLenientJson(
      R"({"a": {"c": [1], "a": 2}, "b": [{"a": 3}], "c": 4, "d": 5})",
      {"a", "c"});
  ASSERT_TRUE(json.ok()) << json.status();
  EXPECT_EQ(DumpJson(json->value), R"({"a":{"c":[1],"a":2},"c":4})");
}

TEST(LenientJsonTest, MembersThatNobodyAsksForAreJsonAllTheSame) {
  EXPECT_FALSE(ParseLenientJson(R"({"a": 1, "b": [}]})", {"a"}).ok());
  const absl::StatusOr<LenientJson> cut =
      ParseLenientJson(R"({"a": 1, "b": [{"a": [2)", {"a"});
  ASSERT_TRUE(cut.ok()) << cut.status();
  EXPECT_EQ(DumpJson(cut->value), R"({"a":1})");
  EXPECT_TRUE(cut->cut_short);
  EXPECT_TRUE(cut->open.empty());
}

// Whether `whole` has all that `part` has.
bool Holds(const Json& whole, const Json& part) {
  if (part.is_object()) {
    for (const auto& item : part.items()) {
      if (!whole.contains(item.key())) return false;
      if (!Holds(whole[item.key()], item.value())) return false;
    }
    return true;
  }
  if (part.is_array()) {
    if (part.size() > whole.size()) return false;
    for (size_t i = 0; i < part.size(); ++i) {
      if (!Holds(whole[i], part[i])) return false;
    }
    return true;
  }
  return whole == part;
}

TEST(LenientJsonTest, ATextCutAnywhereIsReadAsFarAsItGoes) {
  const std::string text =
      "{\"a\": [1.25, -Infinity, true, null], \"b \xFF\\u00e9\": {\"c\": "
      "[[], {}, \"x\\n\x1b\"], \"d\": -0.5e-3}, \"e\": \"\u20ac\"}";
  const absl::StatusOr<LenientJson> whole = ParseLenientJson(text);
  ASSERT_TRUE(whole.ok()) << whole.status();
  ASSERT_FALSE(whole->cut_short);
  EXPECT_FALSE(ParseLenientJson("").ok());
  for (size_t size = 1; size < text.size(); ++size) {
    const absl::StatusOr<LenientJson> part =
        ParseLenientJson(absl::string_view(text).substr(0, size));
    ASSERT_TRUE(part.ok()) << size << ": " << part.status();
    EXPECT_TRUE(part->cut_short) << size;
    EXPECT_TRUE(Holds(whole->value, part->value))
        << size << ": " << part->value;
  }
}

}  // namespace
}  // namespace feluda

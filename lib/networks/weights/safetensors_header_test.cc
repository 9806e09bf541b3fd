#include "lib/networks/weights/safetensors_header.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

struct Malformed {
  const char* name;
  std::string header;
  uint64_t data_bytes;
  // What the error says.
  const char* error;
};

void PrintTo(const Malformed& malformed, std::ostream* out) {
  *out << malformed.name;
}

// A tensor "t" of the given members.
std::string T(const std::string& members) {
  return absl::StrCat("{\"t\": {", members, "}}");
}

// Two tensors of four bytes each, at the given offsets.
std::string Two(const std::string& first, const std::string& second) {
  return absl::StrCat(
      R"({"a": {"dtype": "F32", "shape": [1], "data_offsets": )", first,
      R"(}, "b": {"dtype": "F32", "shape": [1], "data_offsets": )", second,
      "}}");
}

class SafetensorsHeaderMalformedTest
    : public testing::TestWithParam<Malformed> {};

TEST_P(SafetensorsHeaderMalformedTest, IsRefusedAndSaysWhatWasFound) {
  const auto entries =
      ReadSafetensorsHeader(GetParam().header, GetParam().data_bytes);
  ASSERT_FALSE(entries.ok());
  EXPECT_EQ(entries.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(absl::StrContains(entries.status().message(), GetParam().error))
      << entries.status().message();
}

INSTANTIATE_TEST_SUITE_P(
    Json, SafetensorsHeaderMalformedTest,
    testing::Values(
        Malformed{"Empty", "", 0, "found an error at its byte"},
        Malformed{"CutShort", R"({"t": {"dtype")", 0, "found an error"},
        Malformed{"MoreAfterIt", "{} {}", 0, "found an error at its byte 4"},
        Malformed{"NotUtf8", "{\"\xff\": {}}", 0, "found an error"},
        Malformed{"Array", "[]", 0, "expected an object, found an array"},
        Malformed{"Number", "1", 0, "expected an object, found the number 1"},
        Malformed{"TensorIsNoObject", R"({"t": []})", 0,
                  "tensor \"t\": expected an object, found an array"},
        Malformed{
            "TensorTwice",
            R"({"t": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
                      "t": {"dtype": "F32", "shape": [],
                            "data_offsets": [0, 4]}})",
            4, "tensor \"t\": the header has it twice"},
        Malformed{"KeyTwice", T(R"("dtype": "F32", "dtype": "F16")"), 0,
                  "tensor \"t\": a key comes twice"},
        Malformed{"UnknownKey", T(R"("strides": [])"), 0, "found \"strides\""},
        Malformed{"MetadataTwice",
                  R"({"__metadata__": {}, "__metadata__": {}})", 0,
                  "a key comes twice"},
        Malformed{"MetadataOfNumbers", R"({"__metadata__": {"a": 1}})", 0,
                  "expected strings, found the number 1"},
        Malformed{"DtypeIsNumber", T(R"("dtype": 7)"), 0,
                  "expected its dtype as a string, found the number 7"},
        Malformed{"ShapeIsString", T(R"("shape": "7")"), 0,
                  "expected its shape as an array, found a string"},
        Malformed{"ShapeOfArrays", T(R"("shape": [[1]])"), 0,
                  "whole numbers from 0 on, found an array"},
        Malformed{"ShapeIsDeep", T("\"shape\": " + std::string(99999, '[')), 0,
                  "found an array"},
        Malformed{"ManyDimensions",
                  T(R"("shape": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])"), 4,
                  "expected at most 12 dimensions"},
        Malformed{"NoOffsets", T(R"("dtype": "F32", "shape": [1])"), 4,
                  "it has no data_offsets"},
        Malformed{"OneOffset",
                  T(R"("dtype": "F32", "shape": [1], "data_offsets": [0])"), 4,
                  "expected data_offsets of 2 numbers, found 1"},
        Malformed{"ThreeOffsets", T(R"("data_offsets": [0, 4, 8])"), 4,
                  "more than 2"}));

INSTANTIATE_TEST_SUITE_P(
    Sizes, SafetensorsHeaderMalformedTest,
    testing::Values(
        Malformed{"UnknownType",
                  T(R"("dtype": "F4", "shape": [1], "data_offsets": [0, 4])"),
                  4, "expected a dtype such as F32, found \"F4\""},
        Malformed{"NegativeSize", T(R"("shape": [-1])"), 4,
                  "from 0 on, found the number -1"},
        Malformed{"FractionalSize", T(R"("shape": [1.5])"), 4,
                  "from 0 on, found the number 1.5"},
        Malformed{"SizeBeyondInt64", T(R"("shape": [9223372036854775808])"), 4,
                  "below 2^63, found 9223372036854775808"},
        Malformed{"SizeBeyondUint64", T(R"("shape": [18446744073709551616])"),
                  4, "found the number 18446744073709551616"},
        Malformed{"ShapeOverflows",
                  T(R"("dtype": "F32", "shape": [4294967296, 4294967296],
                       "data_offsets": [0, 0])"),
                  0, "the bytes of F32[4294967296, 4294967296] overflow"},
        Malformed{"ShapeOverflowsDespiteZero",
                  T(R"("dtype": "F32", "shape": [4294967296, 0, 4294967296],
                       "data_offsets": [0, 0])"),
                  0, "overflow"},
        Malformed{"SizeIsNotTheShapes",
                  T(R"("dtype": "F16", "shape": [3], "data_offsets": [0, 4])"),
                  4, "expected 6 bytes for F16[3], found 4"}));

INSTANTIATE_TEST_SUITE_P(
    Offsets, SafetensorsHeaderMalformedTest,
    testing::Values(
        Malformed{"Negative", Two("[-4, 0]", "[0, 4]"), 8,
                  "tensor \"a\": expected data_offsets of 2 whole numbers "
                  "from 0 on, found the number -4"},
        Malformed{"Backwards", Two("[4, 0]", "[4, 8]"), 8, "found [4, 0]"},
        Malformed{"Huge",
                  Two("[18446744073709551608, 18446744073709551612]", "[0, 4]"),
                  8, "within the file's 8 bytes of data"},
        Malformed{"BeyondTheFile", Two("[0, 4]", "[4, 8]"), 7,
                  "tensor \"b\": expected data_offsets within the file's 7"},
        Malformed{"Overlapping", Two("[0, 4]", "[3, 7]"), 7,
                  "tensor \"b\": expected its bytes to begin at 4, where the "
                  "tensor before it ends, found 3: they overlap"},
        Malformed{"Same", Two("[0, 4]", "[0, 4]"), 4, "they overlap"},
        Malformed{"Gap", Two("[0, 4]", "[5, 9]"), 9,
                  "tensor \"b\": expected its bytes to begin at 4, where the "
                  "tensor before it ends, found 5: there is a gap"},
        Malformed{"GapAtTheStart", Two("[4, 8]", "[8, 12]"), 12, "gap"},
        Malformed{"TrailingBytes", Two("[0, 4]", "[4, 8]"), 9,
                  "expected 8 bytes of tensors, found 9: there are trailing"}));

TEST(SafetensorsHeaderTest, LongNamesAreCutInErrors) {
  const std::string name(100000, 'n');
  for (const char* dtype : {"\"F32\"", "\"F4\"", "7"}) {
    const auto entries = ReadSafetensorsHeader(
        absl::StrCat("{\"", name, "\": {\"dtype\": ", dtype,
                     ", \"shape\": [1], \"data_offsets\": [0, 1]}}"),
        1);
    ASSERT_FALSE(entries.ok());
    EXPECT_LT(entries.status().message().size(), 300u);
  }
}

TEST(SafetensorsHeaderTest, TensorsMayComeInAnyOrder) {
  const auto entries = ReadSafetensorsHeader(Two("[4, 8]", "[0, 4]"), 8);
  ASSERT_TRUE(entries.ok()) << entries.status();
  EXPECT_EQ(entries->size(), 2u);
  EXPECT_EQ(entries->at("a").begin, 4u);
  EXPECT_EQ(entries->at("b").end, 4u);
}

TEST(SafetensorsHeaderTest, EmptyTensorsScalarsAndMetadataAreRead) {
  const auto entries = ReadSafetensorsHeader(
      R"({"__metadata__": {"format": "pt"},
          "none": {"shape": [0, 7], "dtype": "I64", "data_offsets": [2, 2]},
          "one": {"data_offsets": [0, 2], "dtype": "BF16", "shape": []}}   )",
      2);
  ASSERT_TRUE(entries.ok()) << entries.status();
  EXPECT_EQ(entries->at("none").shape, (std::vector<int64_t>{0, 7}));
  EXPECT_EQ(entries->at("one").dtype, "BF16");
  EXPECT_TRUE(entries->at("one").shape.empty());
}

TEST(SafetensorsHeaderTest, NoTensorsAreAFileWithoutData) {
  EXPECT_TRUE(ReadSafetensorsHeader("{}", 0).ok());
  EXPECT_FALSE(ReadSafetensorsHeader("{}", 1).ok());
}

TEST(SafetensorsHeaderTest, LengthIsLittleEndianAndWithinTheFile) {
  const std::string start("\x02\x01\0\0\0\0\0\0", 8);
  EXPECT_EQ(ReadSafetensorsHeaderLength(start, 8 + 0x102).value(), 0x102u);
  const auto cut = ReadSafetensorsHeaderLength(start, 8 + 0x101);
  EXPECT_EQ(cut.status().message(),
            "expected a safetensors header of 258 bytes, found 257: the file "
            "is cut short");
}

TEST(SafetensorsHeaderTest, LengthOfManyMegabytesIsRefusedUnread) {
  const std::string hundred_million("\0\xe1\xf5\x05\0\0\0\0", 8);
  const auto length = ReadSafetensorsHeaderLength(hundred_million, 1 << 30);
  EXPECT_EQ(length.status().message(),
            "expected a safetensors header of at most 16777216 bytes, found a "
            "length of 100000000");
  EXPECT_FALSE(ReadSafetensorsHeaderLength(std::string(8, '\xff'), 99).ok());
}

TEST(SafetensorsHeaderTest, FileOfAFewBytesIsRefused) {
  EXPECT_EQ(ReadSafetensorsHeaderLength("abc", 3).status().message(),
            "expected a safetensors file, found 3 bytes in all");
}

}  // namespace
}  // namespace feluda

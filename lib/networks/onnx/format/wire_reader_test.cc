#include "lib/networks/onnx/format/wire_reader.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

std::string ErrorOf(const std::string& bytes) {
  WireBudget budget;
  WireReader reader(bytes, budget);
  while (reader.Next()) {
  }
  return std::string(reader.status().message());
}

TEST(WireReaderTest, KindsOfFieldsAreRead) {
  const std::string bytes("\x08\x96\x01\x12\x02hi\x1d\0\0\xc0\x3f", 12);
  WireBudget budget;
  WireReader reader(bytes, budget);
  ASSERT_TRUE(reader.Next());
  EXPECT_EQ(reader.field(), 1u);
  EXPECT_EQ(reader.Number(), 150u);
  ASSERT_TRUE(reader.Next());
  EXPECT_EQ(reader.Bytes(), "hi");
  ASSERT_TRUE(reader.Next());
  EXPECT_EQ(reader.Float(), 1.5f);
  EXPECT_FALSE(reader.Next());
  EXPECT_TRUE(reader.status().ok());
}

TEST(WireReaderTest, RepeatedNumbersMayBePackedOrNot) {
  const std::string bytes("\x08\x01\x0a\x02\x02\x03", 6);
  WireBudget budget;
  WireReader reader(bytes, budget);
  std::vector<int64_t> values;
  while (reader.Next()) reader.AppendInts(values);
  EXPECT_EQ(values, (std::vector<int64_t>{1, 2, 3}));
}

TEST(WireReaderTest, NegativeNumbersHaveTenBytes) {
  WireBudget budget;
  const std::string bytes = "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01";
  WireReader reader(bytes, budget);
  ASSERT_TRUE(reader.Next());
  EXPECT_EQ(reader.Int(), -1);
}

TEST(WireReaderTest, MalformedFieldsAreNamed) {
  const struct {
    const char* name;
    std::string bytes;
    const char* error;
  } cases[] = {
      {"TagCutShort", "\x80", "a number is cut short"},
      {"FieldZero", std::string(1, '\0'), "a field has the number 0"},
      {"Group", "\x0b", "field 1: the wire type 3 is not of ONNX"},
      {"UnknownKind", "\x0f", "field 1: the wire type 7 is not of ONNX"},
      {"NumberCutShort", "\x08\xff", "field 1: a number is cut short"},
      {"NumberTooLong", "\x08" + std::string(11, '\xff'),
       "field 1: a number is longer than ten bytes"},
      {"FixedCutShort", "\x0d\x01", "field 1: a number is cut short"},
      {"BytesCutShort", "\x0a\x05hi",
       "field 1: expected 5 bytes, found 2: the file is cut short"},
      {"BytesWithoutEnd", "\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
       "field 1: expected 18446744073709551615 bytes, found 0: the file is "
       "cut short"},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(ErrorOf(test.bytes), test.error) << test.name;
  }
}

TEST(WireReaderTest, FieldOfAnotherKindIsAnError) {
  WireBudget budget;
  WireReader reader("\x08\x01", budget);
  ASSERT_TRUE(reader.Next());
  EXPECT_EQ(reader.Bytes(), "");
  EXPECT_EQ(reader.status().message(),
            "field 1: expected text, bytes or a message");
  EXPECT_FALSE(reader.Next());
}

TEST(WireReaderTest, BudgetEndsTheReading) {
  WireBudget budget;
  budget.left = 3;
  const std::string bytes = "\x0a\x05\x01\x01\x01\x01\x01";
  WireReader reader(bytes, budget);
  std::vector<int64_t> values;
  while (reader.Next()) reader.AppendInts(values);
  EXPECT_FALSE(reader.status().ok());
  EXPECT_EQ(values.size(), 2u);
}

}  // namespace
}  // namespace feluda

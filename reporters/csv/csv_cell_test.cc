#include "reporters/csv/csv_cell.h"

#include <limits>
#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(CsvCellTest, TextIsQuotedAndInOneLine) {
  EXPECT_EQ(CsvText("a, \"b\"\r\nc\t\x1b[31m"), "\"a, \"\"b\"\" c  [31m\"");
  EXPECT_EQ(CsvText(""), "\"\"");
  EXPECT_EQ(CsvText("caf\xe9"), "\"caf\xEF\xBF\xBD\"");
}

TEST(CsvCellTest, NothingBecomesAFormulaANumberOrADate) {
  for (const std::string text :
       {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "  =1+1", "\r=1", "＝1+1",
        "－2", "1.5", "12/11", "1e5", "2026-11-23", "10:30", "50%", "007"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(CsvText(text).substr(0, 2), "\"'");
  }
}

TEST(CsvCellTest, AnOrdinaryNameStaysAsItIs) {
  for (const std::string text :
       {"news1.png", "3clusters", "rows/500", "a=b", "cat-video.mp4", "नमस्ते"}) {
    EXPECT_EQ(CsvText(text), "\"" + text + "\"");
  }
}

TEST(CsvCellTest, NumbersAreWholeOrMissing) {
  EXPECT_EQ(CsvInteger(2.5e6), "2500000");
  EXPECT_EQ(CsvInteger(-0.6), "-1");
  EXPECT_EQ(CsvInteger(0), "0");
  EXPECT_EQ(CsvInteger(std::nullopt), "");
  EXPECT_EQ(CsvInteger(std::numeric_limits<double>::quiet_NaN()), "");
  EXPECT_EQ(CsvInteger(-std::numeric_limits<double>::infinity()), "");
  EXPECT_EQ(CsvInteger(1e300), "");
}

TEST(CsvCellTest, ARowEndsAsRfc4180Says) {
  EXPECT_EQ(CsvRow({CsvText("a"), CsvInteger(1), CsvInteger(std::nullopt)}),
            "\"a\",1,\r\n");
}

}  // namespace
}  // namespace feluda

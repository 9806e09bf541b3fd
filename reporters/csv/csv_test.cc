#include "reporters/csv/csv.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"
#include "reporters/testing/golden.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(CsvTest, MatchesTheGolden) {
  const std::string text = ToCsv(MadeUpReport());
  EXPECT_EQ(text, Golden("made_up.csv", text));
}

TEST(CsvTest, ACommaDecimalLocaleChangesNothing) {
  const std::string text = ToCsv(MadeUpReport());
  const CommaDecimalLocale locale;
  EXPECT_EQ(ToCsv(MadeUpReport()), text);
}

TEST(CsvTest, HasALineAResultAndOneForTheTitles) {
  const Report report = MadeUpReport();
  const std::string text = ToCsv(report);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'),
            1 + static_cast<int>(report.results().size()));
}

TEST(CsvTest, BeginsWithTheByteOrderMark) {
  EXPECT_THAT(ToCsv(Report(Provenance())), StartsWith("\xEF\xBB\xBF"
                                                      "benchmark,operator,"));
}

TEST(CsvTest, TellsAnAmountThatIsNotWholeInSmallerUnits) {
  const auto row = [](const InputSize& size) {
    Report report(Provenance{});
    auto run = MadeUpRun("hash/a.mp4", 1);
    SetInputSize(run.counters, size);
    report.Add(run);
    return ToCsv(report);
  };
  EXPECT_THAT(row({0.2505, "minutes"}), HasSubstr(",15030,\"milliseconds\","));
  EXPECT_THAT(row({900, "rows"}), HasSubstr(",900,\"rows\","));
  EXPECT_THAT(row({1.5, "pages"}), HasSubstr(",1500,\"thousandths of pages\""));
}

TEST(CsvTest, ANameThatIsAFormulaDoesNothing) {
  Report report(Provenance{});
  auto run = MadeUpRun("=HYPERLINK(\"http://x\")/@A1", 0);
  MarkFailed(run, "-2+3");
  report.Add(run);
  const std::string text = ToCsv(report);
  EXPECT_THAT(text, HasSubstr("\n\"'=HYPERLINK(\"\"http://x\"\")/@A1\","
                              "\"'=HYPERLINK(\"\"http:\",\"/x\"\")/@A1\""));
  EXPECT_THAT(text, HasSubstr(",\"'-2+3\"\r\n"));
}

}  // namespace
}  // namespace feluda

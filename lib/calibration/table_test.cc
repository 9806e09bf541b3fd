#include "lib/calibration/table.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kMebibyte = 1 << 20;
const char kReason[] = "batches of pages";

Row Exactly(const char* figure, Unit unit, double truth, double reading) {
  return {"10 blocks", figure, unit, truth, reading, {0, 0, "every call"}};
}

Row Roughly(absl::StatusOr<double> reading) {
  return {"spike",         "resident peak",    Unit::kBytes,
          200 * kMebibyte, std::move(reading), {kMebibyte, kMebibyte, kReason}};
}

Row Seconds(double truth, double reading) {
  return {"sleep", "time", Unit::kSeconds, truth, reading, {0, 0.02, "slices"}};
}

Rows MadeUpRows() {
  return {Exactly("allocations", Unit::kCount, 10, 10),
          Exactly("bytes", Unit::kBytes, 1000, 1001),
          Roughly(200.1 * kMebibyte),
          Roughly(190 * kMebibyte),
          Roughly(absl::UnavailableError("the kernel refuses")),
          Seconds(1, 1.003),
          Seconds(0, 0.001)};
}

TEST(ToTextTest, AlignsAllButWhyAFigureIsAbsent) {
  EXPECT_EQ(
      ToText(MadeUpRows()),
      R"(Workload                    Truth    Reading     Error        Allowed
10 blocks: allocations         10         10         0          exact  ok
10 blocks: bytes           1000 B     1001 B      +1 B          exact  OUTSIDE
spike: resident peak    200.0 MiB  200.1 MiB   +0.05 %         0.50 %  ok
spike: resident peak    200.0 MiB  190.0 MiB   -5.00 %         0.50 %  OUTSIDE
spike: resident peak    200.0 MiB  absent: the kernel refuses
sleep: time               1.000 s    1.003 s   +0.30 %   0 to +2.00 %  ok
sleep: time               0.000 s    0.001 s  +0.001 s  0 to +0.020 s  ok
)");
}

TEST(ConclusionTest, TrustsWhereAllIsWithin) {
  EXPECT_EQ(Conclusion({Seconds(1, 1), Roughly(200 * kMebibyte)}),
            "2 of 2 within bounds: trust the figures on this machine.");
}

TEST(ConclusionTest, SaysHowManyCouldNotBeTried) {
  EXPECT_EQ(Conclusion({Seconds(1, 1), Roughly(absl::UnknownError("?"))}),
            "1 of 1 within bounds, 1 could not be tried: trust the other "
            "figures on this machine.");
}

TEST(ConclusionTest, NamesWhatIsOutside) {
  EXPECT_EQ(Conclusion(MadeUpRows()),
            "4 of 6 within bounds, 1 could not be tried. Do not trust figures "
            "of this kind on this machine, a report may be wrong by as much: "
            "10 blocks: bytes; spike: resident peak.");
}

TEST(ConclusionTest, TrustsNothingWhereNothingCouldBeTried) {
  EXPECT_EQ(Conclusion({Roughly(absl::UnknownError("?"))}),
            "None of 1 could be tried: nothing is known of the figures on this "
            "machine.");
}

TEST(MarkdownTest, HasTheRowsAndTheReasons) {
  const std::string markdown =
      CalibrationToMarkdown("Xeon, 2 CPUs", MadeUpRows());
  EXPECT_THAT(markdown, HasSubstr("# Calibration\n\nXeon, 2 CPUs\n\n| Work"));
  EXPECT_THAT(markdown,
              HasSubstr("\n| spike: resident peak | 200.0 MiB | 190.0 MiB "
                        "| -5.00 % | 0.50 % | OUTSIDE | batches of pages |\n"));
  EXPECT_THAT(markdown,
              HasSubstr("\n| spike: resident peak | 200.0 MiB | absent: the "
                        "kernel refuses |  |  |  | batches of pages |\n"));
  EXPECT_THAT(markdown, HasSubstr("\n\n4 of 6 within bounds, 1 could"));
}

TEST(MarkdownTest, NoTextBreaksTheTable) {
  Row row = Roughly(absl::UnknownError("a|b\nc"));
  row.workload = "`*x*`|";
  row.figure = "<b>";
  const std::string markdown = CalibrationToMarkdown("a\n# b|", {row});
  EXPECT_THAT(markdown, HasSubstr(R"(| \`\*x\*\`\|: &lt;b&gt; |)"));
  EXPECT_THAT(markdown, HasSubstr(R"(| absent: a\|b<br>c |)"));
  EXPECT_THAT(markdown, Not(HasSubstr("\n# b")));
}

}  // namespace
}  // namespace feluda

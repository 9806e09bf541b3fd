#include "reporters/python/python_comparison_text.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(PythonComparisonTextTest, TellsFiguresAndTheirRatio) {
  PythonComparison comparison;
  PythonPair& pair = comparison.pairs.emplace_back();
  pair.native_operator = "video_hash";
  pair.python_operator = "video_hash_tmk";
  pair.input = "cuts";
  pair.native = {0.097, 0.1, 10, 20, 0.01};
  pair.python = {1.2, 0.001, 25, 2470, std::nullopt};
  const TextTable table = PythonComparisonTable(comparison);
  EXPECT_THAT(table.columns, SizeIs(7));
  EXPECT_THAT(
      table.rows,
      ElementsAre(ElementsAre(
          "video_hash (Python: video_hash_tmk)", "cuts",
          "1.20 s / 97.0 ms = 12.4", "1.00 ms / 100 ms = 0.01",
          "25.0 MiB / 10.0 MiB = 2.50", "2.4 GiB / 20.0 MiB = 124", "")));
}

TEST(PythonComparisonTextTest, NothingIsDividedByNothing) {
  PythonComparison comparison;
  comparison.pairs.resize(1);
  comparison.pairs[0].native.cpu_seconds = 0;
  comparison.pairs[0].python.cpu_seconds = 2;
  EXPECT_EQ(PythonComparisonTable(comparison).rows[0][3], "2.00 s / 0 s");
}

TEST(PythonComparisonTextTest, NotesSayWhatIsNotInTheTable) {
  PythonComparison comparison;
  EXPECT_THAT(PythonComparisonNotes(comparison), IsEmpty());
  for (int i = 0; i < 32; ++i) {
    comparison.alone.push_back(absl::StrCat("mine/", i));
  }
  comparison.mislabelled = {"a says b, and ran c (d 1)."};
  EXPECT_THAT(PythonComparisonNotes(comparison),
              ElementsAre(HasSubstr("not by its name: a says b, and ran c"),
                          EndsWith("mine/18, mine/19, and 12 more.")));
  comparison.pairs.resize(1);
  EXPECT_THAT(PythonComparisonNotes(comparison), SizeIs(3));
}

}  // namespace
}  // namespace feluda

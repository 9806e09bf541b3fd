#include "lib/text/columns.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(ColumnsTest, CellsStandBelowEachOther) {
  const std::vector<std::string> lines = AlignColumns(
      {{"Name", "Time", "Word"}, {"a", "1.5 µs", "x"}, {"long/8", "2 s", ""}},
      {1});
  EXPECT_EQ(lines, (std::vector<std::string>{"Name      Time  Word",
                                             "a       1.5 µs  x",
                                             "long/8     2 s  "}));
}

TEST(ColumnsTest, TheLastMayBeAlignedToTheRight) {
  EXPECT_EQ(AlignColumns({{"a", "10"}, {"b", "9"}}, {1}),
            (std::vector<std::string>{"a  10", "b   9"}));
  EXPECT_TRUE(AlignColumns({}, {}).empty());
}

}  // namespace
}  // namespace feluda

#include "lib/text/printable_line.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(PrintableLineTest, HasNoLineBreakAndNoControlCharacter) {
  EXPECT_EQ(PrintableLine("page|1\r\n</script>\x1b[31m\n"),
            "page|1 </script> [31m");
  EXPECT_EQ(PrintableLine(""), "");
}

}  // namespace
}  // namespace feluda

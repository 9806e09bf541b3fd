#include "reporters/html/plain_page.h"

#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(PlainPageTest, BeginsWithTheTitleAndAllowsNothingFromOutside) {
  const std::string page = PlainPageStart("History", ".mine { color: red; }\n");
  EXPECT_EQ(page.find("<!DOCTYPE html>"), 0);
  for (const char* part : {"<title>History</title>", "default-src 'none'",
                           ".mine { color: red; }\n</style>"}) {
    EXPECT_NE(page.find(part), std::string::npos) << part;
  }
}

TEST(PlainPageTest, EscapedTextIsNoMarkup) {
  EXPECT_EQ(EscapedHtml("<a href=\"x\" title='y'>&\x1b\xff"),
            "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp; \uFFFD");
}

}  // namespace
}  // namespace feluda

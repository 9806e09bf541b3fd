#include "reporters/compare/formats/report_section.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

const std::vector<ReportSection>& Two() {
  static const auto* const two = new std::vector<ReportSection>{
      {"Note", {"a <b>", "second", "third"}}, {"Added", {"new"}}};
  return *two;
}

TEST(ReportSectionTest, LinesStandBelowTheTitle) {
  EXPECT_EQ(SectionsText(Two(), 2),
            "Note:\n  a <b>\n  second\n  and 1 more\n\nAdded:\n  new\n\n");
  EXPECT_EQ(SectionsText({}, 2), "");
}

TEST(ReportSectionTest, NoLineIsMarkup) {
  const std::string page = SectionsHtml(Two(), 2);
  EXPECT_NE(page.find("<h2>Note</h2>"), std::string::npos);
  EXPECT_NE(page.find("a &lt;b&gt;"), std::string::npos);
  EXPECT_NE(page.find("and 1 more"), std::string::npos);
  EXPECT_EQ(page.find("third"), std::string::npos);
}

}  // namespace
}  // namespace feluda

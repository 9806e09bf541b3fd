#include "reporters/output/report_formats.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "reporters/json/json_writer.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> Names(absl::string_view list) {
  std::vector<std::string> names;
  const absl::StatusOr<std::vector<ReportFormat>> formats =
      ParseReportFormats(list);
  EXPECT_TRUE(formats.ok()) << formats.status();
  for (const ReportFormat& format : *formats) names.push_back(format.name);
  return names;
}

TEST(ReportFormatsTest, AreThoseNamedEachOnceInTheirOrder) {
  EXPECT_THAT(Names("html,json,html"), ElementsAre("html", "json"));
  EXPECT_THAT(Names(kDefaultReportFormats),
              ElementsAre("json", "markdown", "html"));
}

TEST(ReportFormatsTest, WhatIsNoFormIsNamedWithThoseThatThereAre) {
  for (const absl::string_view list : {"json,pdf", "pdf", "json,", ""}) {
    const absl::Status status = ParseReportFormats(list).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << list;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("json,markdown,html,csv,github,bencher"));
  }
}

TEST(ReportFormatsTest, EachIsWrittenWithItsEnding) {
  const UniqueFiles::Contents contents =
      WriteReportFormats(MadeUpReport(), AllReportFormats());
  std::vector<std::string> endings;
  for (const auto& [ending, text] : contents) {
    endings.push_back(ending);
    EXPECT_FALSE(text.empty()) << ending;
  }
  EXPECT_THAT(endings, ElementsAre(".json", ".md", ".html", ".csv",
                                   ".github.json", ".bencher.json"));
  EXPECT_EQ(contents[0].second, ToJson(MadeUpReport()));
}

}  // namespace
}  // namespace feluda

#include "reporters/html/html.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/run_outcome.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/report/report.h"
#include "reporters/testing/golden.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

size_t Count(absl::string_view text, absl::string_view part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != absl::string_view::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

// As a browser finds it: up to whatever ends a script.
std::string DataBlock(absl::string_view html) {
  constexpr absl::string_view kStart =
      "<script type=\"application/json\" id=\"report\">";
  const size_t start = html.find(kStart) + kStart.size();
  return std::string(html.substr(start, html.find("</script", start) - start));
}

TEST(HtmlTest, IsOnePageWithItsDataInTheMiddle) {
  const std::string html = ToHtml(MadeUpReport());
  EXPECT_THAT(html, AllOf(StartsWith("<!DOCTYPE html>\n<html lang=\"en\">"),
                          EndsWith("</html>\n")));
  EXPECT_EQ(ParseJson(DataBlock(html))["results"].size(), 5);
}

TEST(HtmlTest, ACommaDecimalLocaleChangesNothing) {
  const std::string html = ToHtml(MadeUpReport());
  const CommaDecimalLocale locale;
  EXPECT_EQ(ToHtml(MadeUpReport()), html);
}

TEST(HtmlTest, AllowsItsOwnScriptsAlone) {
  EXPECT_THAT(ToHtml(MadeUpReport()),
              HasSubstr("content=\"default-src 'none'; style-src 'sha256-"));
}

TEST(HtmlTest, RefersToNothingOutside) {
  const std::string html = ToHtml(MadeUpReport());
  for (const char* reference :
       {" src=\"", "<link", "@import", "url(", "fetch(", "XMLHttpRequest"}) {
    EXPECT_THAT(html, Not(HasSubstr(reference)));
  }
}

TEST(HtmlTest, KeepsTheLicenceOfTheChartLibrary) {
  EXPECT_THAT(ToHtml(MadeUpReport()),
              HasSubstr("Chart.js Contributors\n * Released under the MIT"));
}

TEST(HtmlTest, NoTextEndsAScript) {
  const std::string hostile = "</script><!--<script><img src=x>&amp;]]>\xff";
  Report report(MadeUpProvenance());
  const size_t scripts = Count(ToHtml(report), "<script");
  Report::Run run = MadeUpRun(hostile + "/" + hostile, 1);
  run.report_label = hostile;
  MarkFailed(run, hostile);
  report.Add(run);
  report.set_partial(hostile);

  const std::string html = ToHtml(report);
  EXPECT_EQ(Count(html, "<script"), scripts);
  EXPECT_EQ(Count(html, "</script>"), scripts);
  EXPECT_EQ(Count(html, "<!--"), 0);
  const Json result = ParseJson(DataBlock(html))["results"][0];
  EXPECT_EQ(result["data"],
            "</script><!--<script><img src=x>&amp;]]>\xEF\xBF\xBD");
}

TEST(HtmlTest, AnEmptyReportIsAPage) {
  const Json data = ParseJson(DataBlock(ToHtml(Report(Provenance()))));
  EXPECT_EQ(data["total"], 0);
  EXPECT_EQ(DumpJson(data["results"]), "[]");
}

TEST(HtmlTest, OfVeryManyResultsItHoldsSomeThousands) {
  Report report(MadeUpProvenance());
  constexpr int kResults = 100000;
  for (int i = 0; i < kResults; ++i) {
    Report::Run run = MadeUpRun(absl::StrCat("op", i % 50, "/input", i), i);
    if (i % 10 == 0) MarkFailed(run, std::string(5000, 'x'));
    report.Add(run);
  }
  const std::string html = ToHtml(report);
  EXPECT_LT(html.size(), 6 << 20);
  const Json data = ParseJson(DataBlock(html));
  EXPECT_EQ(data["total"], kResults);
  EXPECT_EQ(data["failed"], kResults / 10);
  EXPECT_GT(data["results"].size(), 1000);
  EXPECT_EQ(data["results"].back()["input"], "input99999");
}

TEST(EscapeForScriptTest, KeepsTheValue) {
  const std::string json = R"(["<a>&amp;","\\u003c","\"<\\"])";
  const std::string escaped = EscapeForScript(json);
  EXPECT_EQ(escaped.find_first_of("<>&"), std::string::npos);
  EXPECT_EQ(ParseJson(escaped), ParseJson(json));
}

}  // namespace
}  // namespace feluda

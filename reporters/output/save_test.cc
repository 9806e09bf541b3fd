#include "reporters/output/save.h"

#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/provenance/provenance.h"
#include "reporters/json/json_writer.h"
#include "reporters/markdown/markdown.h"

namespace feluda {
namespace {

Report OneRun() {
  Report report((Provenance()));
  benchmark::BenchmarkReporter::Run run;
  run.run_name.function_name = "hash/video";
  report.Add(run);
  return report;
}

std::string ReadFile(const std::string& path) {
  std::ostringstream contents;
  contents << std::ifstream(path).rdbuf();
  return contents.str();
}

TEST(SaveTest, WritesWhatTheWritersSay) {
  const Report report = OneRun();
  const std::string path = absl::StrCat(testing::TempDir(), "/saved");
  ASSERT_TRUE(SaveJson(report, path).ok());
  EXPECT_EQ(ReadFile(path), ToJson(report));
  ASSERT_TRUE(SaveMarkdown(report, path).ok());
  EXPECT_EQ(ReadFile(path), ToMarkdown(report));
}

TEST(SaveTest, NamesTheFileThatCannotBeWritten) {
  const std::string path = "/proc/no/such/directory/report.json";
  EXPECT_NE(SaveJson(OneRun(), path).message().find(path), std::string::npos);
}

}  // namespace
}  // namespace feluda

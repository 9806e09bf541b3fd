#include "reporters/output/save.h"

#include <fstream>
#include <sstream>
#include <string>

#include "gtest/gtest.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/new_run.h"
#include "lib/testing/temporary_directory.h"
#include "reporters/json/json_writer.h"
#include "reporters/markdown/markdown.h"

namespace feluda {
namespace {

Report OneRun() {
  Report report((Provenance()));
  report.Add(NewRun("hash/video"));
  return report;
}

std::string ReadFile(const std::string& path) {
  std::ostringstream contents;
  contents << std::ifstream(path).rdbuf();
  return contents.str();
}

TEST(SaveTest, WritesWhatTheWritersSay) {
  const Report report = OneRun();
  const TemporaryDirectory directory;
  const std::string path = (directory.path() / "saved").string();
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

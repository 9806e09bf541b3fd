#include "lib/python_benchmarks/python_suite.h"

#include <filesystem>
#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(FindBenchmarkFilesTest, TakesTheFilesOfAFolderByName) {
  const TemporaryDirectory directory;
  const fs::path folder = directory.path().lexically_normal();
  for (const char* name :
       {"b.py", "a.py", "__init__.py", "_helper.py", "notes.txt", "c.pyc"}) {
    std::ofstream(folder / name) << "";
  }
  fs::create_directory(folder / "below");
  std::ofstream(folder / "below/d.py") << "";
  const auto files = FindBenchmarkFiles(folder);
  ASSERT_TRUE(files.ok()) << files.status();
  EXPECT_THAT(*files, ElementsAre(folder / "a.py", folder / "b.py"));
  EXPECT_THAT(*FindBenchmarkFiles(folder / "_helper.py"),
              ElementsAre(folder / "_helper.py"));
}

TEST(FindBenchmarkFilesTest, NamesWhatHasNone) {
  const TemporaryDirectory directory;
  EXPECT_THAT(std::string(FindBenchmarkFiles("/nowhere").status().message()),
              HasSubstr("/nowhere: No such file"));
  EXPECT_THAT(
      std::string(FindBenchmarkFiles(directory.path()).status().message()),
      HasSubstr("has no benchmark file"));
}

}  // namespace
}  // namespace feluda

#include "lib/python/python_environment.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Debian's Python of the release that is linked in.
std::string Debians() {
  return absl::StrCat("/usr/bin/python", PythonRelease());
}

std::string Packages() {
  return absl::StrCat("lib/python", PythonRelease(), "/site-packages");
}

// Makes a virtual environment as far as it is looked at.
fs::path MakeEnvironment(const fs::path& root, const std::string& version) {
  fs::create_directories(root / "bin");
  fs::create_directories(root / Packages());
  std::ofstream(root / "pyvenv.cfg") << "home = /usr/bin\n"
                                     << "include-system-site-packages = false\n"
                                     << version << "\n";
  std::ofstream(root / "bin/python3") << "";
  return root;
}

TEST(PythonEnvironmentTest, IsDebiansWithoutAnyOther) {
  const auto found = FindPythonEnvironment("", "");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->executable, Debians());
  EXPECT_THAT(found->package_directories, IsEmpty());
}

TEST(PythonEnvironmentTest, IsKnownByItsFolderOrItsPackages) {
  const TemporaryDirectory directory;
  const fs::path base = directory.path().lexically_normal();
  const fs::path root = MakeEnvironment(
      base / "my venv", absl::StrCat("version = ", PythonRelease(), ".7"));
  const std::string python = root / "bin/python3";
  for (const std::string& path :
       {root.string(), root.string() + "/", root.string() + "/" + Packages(),
        root.string() + "/" + Packages() + "/:" + root.string()}) {
    const auto found = FindPythonEnvironment(path, "/nowhere");
    ASSERT_TRUE(found.ok()) << path << ": " << found.status();
    EXPECT_EQ(found->executable, python) << path;
    EXPECT_THAT(found->package_directories, IsEmpty()) << path;
  }
}

TEST(PythonEnvironmentTest, IsTheActiveOneIfNoneIsNamed) {
  const TemporaryDirectory directory;
  const fs::path base = directory.path().lexically_normal();
  const fs::path root = MakeEnvironment(
      base / "venv",
      absl::StrCat("version_info = ", PythonRelease(), ".2.final"));
  const auto found = FindPythonEnvironment("", root);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->executable, (root / "bin/python3").string());
}

TEST(PythonEnvironmentTest, TakesDirectoriesOfPackages) {
  const TemporaryDirectory directory;
  const fs::path base = directory.path().lexically_normal();
  const std::string one = base / "one";
  const std::string two = base / "two";
  fs::create_directories(one);
  fs::create_directories(two);
  const auto found = FindPythonEnvironment(absl::StrCat(one, ":", two), "");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->executable, Debians());
  EXPECT_THAT(found->package_directories, ElementsAre(one, two));
}

TEST(PythonEnvironmentTest, RefusesWhatItCannotUse) {
  const TemporaryDirectory directory;
  const fs::path base = directory.path().lexically_normal();
  const fs::path newer = MakeEnvironment(base / "newer", "version = 3.12.1");
  const fs::path empty = base / "empty";
  fs::create_directories(empty);
  std::ofstream(empty / "pyvenv.cfg")
      << "version = " << PythonRelease() << ".2\n";
  const fs::path packages = base / "usr/lib/python3.9/site-packages";
  fs::create_directories(packages);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {newer, absl::StrCat("has packages of Python 3.12, and this program has "
                           "Python ",
                           PythonRelease())},
      {packages, "has packages of Python 3.9"},
      {empty, "without its bin/python3"},
      {"/nowhere", "no such directory"},
  };
  for (const auto& [path, message] : cases) {
    const auto found = FindPythonEnvironment(path, "");
    EXPECT_EQ(found.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(found.status().message()),
                AllOf(HasSubstr(path), HasSubstr(message),
                      HasSubstr(Debians() + " -m venv")));
  }
}

TEST(PythonEnvironmentTest, RefusesTwo) {
  const TemporaryDirectory directory;
  const fs::path base = directory.path().lexically_normal();
  const std::string version = absl::StrCat("version = ", PythonRelease(), ".2");
  const std::string one = MakeEnvironment(base / "one", version);
  const std::string two = MakeEnvironment(base / "two", version);
  const auto found = FindPythonEnvironment(absl::StrCat(one, ":", two), "");
  EXPECT_THAT(std::string(found.status().message()),
              AllOf(HasSubstr(two), HasSubstr("second virtual environment")));
}

}  // namespace
}  // namespace feluda

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

constexpr char kDebian[] = "/usr/bin/python3.11";

// Makes a virtual environment as far as it is looked at.
fs::path MakeEnvironment(const fs::path& root, const std::string& version) {
  fs::create_directories(root / "bin");
  fs::create_directories(root / "lib/python3.11/site-packages");
  std::ofstream(root / "pyvenv.cfg") << "home = /usr/bin\n"
                                     << "include-system-site-packages = false\n"
                                     << version << "\n";
  std::ofstream(root / "bin/python3") << "";
  return root;
}

TEST(PythonEnvironmentTest, IsDebiansWithoutAnyOther) {
  const auto found = FindPythonEnvironment("", "");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->executable, kDebian);
  EXPECT_THAT(found->package_directories, IsEmpty());
}

TEST(PythonEnvironmentTest, IsKnownByItsFolderOrItsPackages) {
  const TemporaryDirectory directory;
  const fs::path base = directory.path().lexically_normal();
  const fs::path root = MakeEnvironment(base / "my venv", "version = 3.11.7");
  const std::string python = root / "bin/python3";
  for (const std::string& path :
       {root.string(), root.string() + "/",
        root.string() + "/lib/python3.11/site-packages",
        root.string() + "/lib/python3.11/site-packages/:" + root.string()}) {
    const auto found = FindPythonEnvironment(path, "/nowhere");
    ASSERT_TRUE(found.ok()) << path << ": " << found.status();
    EXPECT_EQ(found->executable, python) << path;
    EXPECT_THAT(found->package_directories, IsEmpty()) << path;
  }
}

TEST(PythonEnvironmentTest, IsTheActiveOneIfNoneIsNamed) {
  const TemporaryDirectory directory;
  const fs::path base = directory.path().lexically_normal();
  const fs::path root =
      MakeEnvironment(base / "venv", "version_info = 3.11.2.final");
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
  EXPECT_EQ(found->executable, kDebian);
  EXPECT_THAT(found->package_directories, ElementsAre(one, two));
}

TEST(PythonEnvironmentTest, RefusesWhatItCannotUse) {
  const TemporaryDirectory directory;
  const fs::path base = directory.path().lexically_normal();
  const fs::path newer = MakeEnvironment(base / "newer", "version = 3.12.1");
  const fs::path empty = base / "empty";
  fs::create_directories(empty);
  std::ofstream(empty / "pyvenv.cfg") << "version = 3.11.2\n";
  const fs::path packages = base / "usr/lib/python3.9/site-packages";
  fs::create_directories(packages);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {newer, "has packages of Python 3.12, and this program has Python 3.11"},
      {packages, "has packages of Python 3.9"},
      {empty, "without its bin/python3"},
      {"/nowhere", "no such directory"},
  };
  for (const auto& [path, message] : cases) {
    const auto found = FindPythonEnvironment(path, "");
    EXPECT_EQ(found.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(found.status().message()),
                AllOf(HasSubstr(path), HasSubstr(message),
                      HasSubstr("/usr/bin/python3.11 -m venv")));
  }
}

TEST(PythonEnvironmentTest, RefusesTwo) {
  const TemporaryDirectory directory;
  const fs::path base = directory.path().lexically_normal();
  const std::string one = MakeEnvironment(base / "one", "version = 3.11.2");
  const std::string two = MakeEnvironment(base / "two", "version = 3.11.2");
  const auto found = FindPythonEnvironment(absl::StrCat(one, ":", two), "");
  EXPECT_THAT(std::string(found.status().message()),
              AllOf(HasSubstr(two), HasSubstr("second virtual environment")));
}

}  // namespace
}  // namespace feluda

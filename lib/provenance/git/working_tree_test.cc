#include "lib/provenance/git/working_tree.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

class WorkingTreeTest : public testing::Test {
 protected:
  WorkingTreeTest() { unsetenv("BUILD_WORKSPACE_DIRECTORY"); }

  std::string Write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
    return (root_ / path).string();
  }

  // Whether git did it, in the tree.
  bool Git(const std::string& arguments) {
    const std::string command = "HOME=/nowhere git -C '" + root_.string() +
                                "' -c user.name=a -c user.email=b " +
                                arguments + " >/dev/null 2>&1";
    return std::system(command.c_str()) == 0;
  }

  const TemporaryDirectory temporary_;
  const fs::path root_ = temporary_.path();
};

TEST_F(WorkingTreeTest, IsWhereBazelBuiltTheProgram) {
  Write("base/DO_NOT_BUILD_HERE", "/home/me/tree");
  const std::string program = Write("base/execroot/x/bin/bench/program", "");
  EXPECT_EQ(WorkingTree(program), "/home/me/tree");
  setenv("BUILD_WORKSPACE_DIRECTORY", "/home/me/other", 1);
  EXPECT_EQ(WorkingTree(program), "/home/me/other");
}

TEST_F(WorkingTreeTest, IsAbsentForACopy) {
  // A directory of this test may be below one of Bazel's.
  EXPECT_EQ(WorkingTree("/usr/bin/true"), std::nullopt);
  EXPECT_EQ(WorkingTree("program"), std::nullopt);
  EXPECT_EQ(WorkingTree(""), std::nullopt);
}

TEST_F(WorkingTreeTest, IsModifiedByChangesAndByNewFiles) {
  if (!Git("init")) GTEST_SKIP() << "git is not installed";
  Write(".gitignore", "ignored\n");
  Write("file", "one");
  ASSERT_TRUE(Git("add .") && Git("commit -m first"));
  EXPECT_EQ(IsModified(root_.string()), false);
  Write("ignored", "more");
  EXPECT_EQ(IsModified(root_.string()), false);
  Write("file", "another");
  EXPECT_EQ(IsModified(root_.string()), true);
  ASSERT_TRUE(Git("add .")) << "also where git knows of it";
  EXPECT_EQ(IsModified(root_.string()), true);
  ASSERT_TRUE(Git("commit -m second"));
  EXPECT_EQ(IsModified(root_.string()), false);
  Write("bench/new.cc", "");
  EXPECT_EQ(IsModified(root_.string()), true);
}

TEST_F(WorkingTreeTest, NobodyKnowsOfWhatIsNoTree) {
  EXPECT_EQ(IsModified(root_.string()), std::nullopt);
  EXPECT_EQ(IsModified((root_ / "nowhere").string()), std::nullopt);
}

TEST_F(WorkingTreeTest, NobodyKnowsWithoutGit) {
  const char* const before = std::getenv("PATH");
  ASSERT_NE(before, nullptr);
  const std::string path = before;
  static_cast<void>(Git("init"));
  setenv("PATH", root_.c_str(), 1);
  EXPECT_EQ(IsModified(root_.string()), std::nullopt);
  setenv("PATH", path.c_str(), 1);
}

}  // namespace
}  // namespace feluda

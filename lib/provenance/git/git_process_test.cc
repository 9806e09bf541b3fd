#include "lib/provenance/git/git_process.h"

#include <string>

#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

TEST(GitProcessTest, WhatGitWritesIsReturned) {
  const TemporaryDirectory directory;
  const std::string path = directory.path().string();
  if (!AskGit(path, {"--version"}).has_value()) {
    GTEST_SKIP() << "git is not installed";
  }
  ASSERT_NE(AskGit(path, {"init", "--quiet"}), std::nullopt);
  EXPECT_EQ(AskGit(path, {"rev-parse", "--is-inside-work-tree"}), "true\n");
}

TEST(GitProcessTest, AnErrorIsNothing) {
  const TemporaryDirectory directory;
  const std::string path = directory.path().string();
  EXPECT_EQ(AskGit(path + "/none", {"--version"}), std::nullopt);
  EXPECT_EQ(AskGit(path, {"log", "-1", "--format=%H", "0000000"}),
            std::nullopt);
}

}  // namespace
}  // namespace feluda

#include "lib/provenance/git/git_commit.h"

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

constexpr char kHash[] = "3f2c1ab0d5e94c6f8a7b1c2d3e4f5a6b7c8d9e0f";
constexpr char kOther[] = "ffffffffffffffffffffffffffffffffffffffff";

class GitCommitTest : public testing::Test {
 protected:
  void Write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }

  std::optional<std::string> Commit(const std::string& tree) {
    return GitCommit((root_ / tree).string());
  }

  const TemporaryDirectory temporary_;
  const fs::path root_ = temporary_.path();
};

TEST_F(GitCommitTest, FollowsABranch) {
  Write("tree/.git/HEAD", "ref: refs/heads/main\n");
  Write("tree/.git/refs/heads/main", std::string(kHash) + "\n");
  EXPECT_EQ(Commit("tree"), kHash);
}

TEST_F(GitCommitTest, FindsAPackedBranch) {
  Write("tree/.git/HEAD", "ref: refs/heads/main\n");
  Write("tree/.git/packed-refs",
        std::string("# pack-refs with: peeled fully-peeled sorted\n") + kOther +
            " refs/heads/main2\n" + kHash + " refs/heads/main\n^" + kOther +
            "\n");
  EXPECT_EQ(Commit("tree"), kHash);
}

TEST_F(GitCommitTest, ALooseBranchIsNewerThanAPackedOne) {
  Write("tree/.git/HEAD", "ref: refs/heads/main\n");
  Write("tree/.git/refs/heads/main", kHash);
  Write("tree/.git/packed-refs", std::string(kOther) + " refs/heads/main\n");
  EXPECT_EQ(Commit("tree"), kHash);
}

TEST_F(GitCommitTest, ReadsADetachedHead) {
  Write("tree/.git/HEAD", kHash);
  EXPECT_EQ(Commit("tree"), kHash);
}

TEST_F(GitCommitTest, FollowsALinkedWorktree) {
  Write("tree/.git", "gitdir: ../main/.git/worktrees/tree\n");
  Write("main/.git/worktrees/tree/HEAD", "ref: refs/heads/topic\n");
  Write("main/.git/worktrees/tree/commondir", "../..\n");
  Write("main/.git/refs/heads/topic", kHash);
  EXPECT_EQ(Commit("tree"), kHash);
}

TEST_F(GitCommitTest, IsAbsentWhereThereIsNoCommit) {
  EXPECT_EQ(Commit("nowhere"), std::nullopt);
  Write("empty/.git/HEAD", "ref: refs/heads/main\n");
  EXPECT_EQ(Commit("empty"), std::nullopt) << "a repository without a commit";
  Write("broken/.git/HEAD", "garbage");
  EXPECT_EQ(Commit("broken"), std::nullopt);
  Write("file/.git", "garbage");
  EXPECT_EQ(Commit("file"), std::nullopt);
}

}  // namespace
}  // namespace feluda

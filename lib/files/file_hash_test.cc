#include "lib/files/file_hash.h"

#include <fstream>
#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::MatchesRegex;

class FileHashTest : public testing::Test {
 protected:
  std::string Write(const std::string& contents) const {
    std::string path = (directory_.path() / "hashed").string();
    std::ofstream(path, std::ios::binary) << contents;
    return path;
  }

  const TemporaryDirectory directory_;
};

TEST_F(FileHashTest, SameContentsHaveTheSameHash) {
  const auto hash = HashFile(Write("the same"));
  ASSERT_TRUE(hash.has_value());
  EXPECT_THAT(*hash, MatchesRegex("[0-9a-f]+"));
  EXPECT_EQ(hash->size(), 16);
  EXPECT_EQ(HashFile(Write("the same")), hash);
}

TEST_F(FileHashTest, EveryByteCounts) {
  const std::string contents(200'000, 'x');
  std::set<std::string> hashes = {*HashFile(Write(contents))};
  for (const size_t at : {0, 7, 8, 65'535, 65'536, 199'999}) {
    std::string changed = contents;
    changed[at] ^= 1;
    hashes.insert(*HashFile(Write(changed)));
  }
  EXPECT_EQ(hashes.size(), 7);
}

TEST_F(FileHashTest, ZerosAtTheEndCount) {
  std::set<std::string> hashes;
  for (size_t zeros = 0; zeros < 20; ++zeros) {
    hashes.insert(*HashFile(Write("x" + std::string(zeros, '\0'))));
  }
  EXPECT_EQ(hashes.size(), 20);
}

TEST_F(FileHashTest, WhatCannotBeReadHasNone) {
  EXPECT_EQ(HashFile("/nowhere/at/all"), std::nullopt);
  EXPECT_EQ(HashFile(directory_.path().string()), std::nullopt);
  EXPECT_EQ(HashFile(Write("")), std::nullopt);
}

}  // namespace
}  // namespace feluda

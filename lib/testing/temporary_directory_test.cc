#include "lib/testing/temporary_directory.h"

#include <filesystem>
#include <fstream>

#include "gtest/gtest.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

TEST(TemporaryDirectoryTest, IsEmptyAndGoesAwayWithAllThatIsInIt) {
  fs::path path;
  {
    const TemporaryDirectory directory;
    path = directory.path();
    EXPECT_TRUE(fs::is_empty(path));
    fs::create_directory(path / "below");
    std::ofstream(path / "below" / "file") << "contents";
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(TemporaryDirectoryTest, DiffersFromAllOthers) {
  const TemporaryDirectory one, other;
  EXPECT_NE(one.path(), other.path());
}

}  // namespace
}  // namespace feluda

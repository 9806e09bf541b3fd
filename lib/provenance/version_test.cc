#include "lib/provenance/version.h"

#include <fstream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(VersionTest, IsTheNewestOfTheChangelog) {
  std::ifstream changelog("CHANGELOG.md");
  std::string line;
  while (std::getline(changelog, line) && !absl::StartsWith(line, "## ")) {
  }
  line += ',';
  EXPECT_TRUE(absl::StartsWith(line, absl::StrCat("## ", Version(), ",")))
      << line;
}

}  // namespace
}  // namespace feluda

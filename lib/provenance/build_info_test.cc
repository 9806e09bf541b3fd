#include "lib/provenance/build_info.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

TEST(BuildInfoTest, TellsTheFlagsThatChangeCode) {
  EXPECT_THAT(
      ReadBuildInfo()["compiler_flags"].get<std::string>(),
      AllOf(HasSubstr("-std=c++17"), HasSubstr("-O"), Not(HasSubstr("-Wall"))));
}

TEST(BuildInfoTest, TellsTheReleasesOfCompilerAndLibraries) {
  const auto info = ReadBuildInfo();
  EXPECT_THAT(info["compiler"].get<std::string>(),
              MatchesRegex("(clang|g)\\+\\+ [0-9.]+"));
  EXPECT_THAT(info["c_library"].get<std::string>(),
              MatchesRegex("glibc 2\\.[0-9.]+"));
  EXPECT_THAT(info["libraries"]["nlohmann_json"].get<std::string>(),
              MatchesRegex("3\\.[0-9]+\\.[0-9]+"));
  EXPECT_TRUE(info["libraries"]["absl"].is_string());
}

}  // namespace
}  // namespace feluda

#include "lib/provenance/shared_libraries.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

TEST(LibraryVersionsTest, AreInTheNamesOfTheFiles) {
  EXPECT_THAT(
      LibraryVersions({"/usr/lib/libbenchmark.so.1.7.1", "libz.so.1.2"}),
      ElementsAre(Pair("benchmark", "1.7.1"), Pair("z", "1.2")));
}

TEST(LibraryVersionsTest, AreOfGroupsThatAgree) {
  EXPECT_THAT(LibraryVersions({"/a/libcv_core.so.4.6.0", "/a/libcv_io.so.4.6.0",
                               "/a/libav_one.so.1.0", "/a/libav_two.so.2.0"}),
              ElementsAre(Pair("av_one", "1.0"), Pair("av_two", "2.0"),
                          Pair("cv", "4.6.0")));
}

TEST(LibraryVersionsTest, AreLeftOutWhereAFileTellsNone) {
  EXPECT_THAT(
      LibraryVersions({"/lib/libc.so.6", "/lib/libown.so", "", "linux"}),
      IsEmpty());
}

TEST(LinkedLibrariesTest, AreThoseOfThisProgram) {
  const auto versions = LibraryVersions(LinkedLibraries());
  EXPECT_THAT(versions, Contains(Key("stdc++")));
  // Needed by Google Benchmark's library at most, not by this test.
  EXPECT_THAT(versions, Not(Contains(Key("pfm"))));
}

}  // namespace
}  // namespace feluda

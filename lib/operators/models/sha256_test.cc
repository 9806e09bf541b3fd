#include "lib/operators/models/sha256.h"

#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;

// The examples of FIPS 180-4, and a file longer than a piece.
TEST(Sha256OfFileTest, HashesLikeTheStandard) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "file";
  const std::pair<std::string, std::string> cases[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc",
       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {std::string(3 << 20, 'a'),
       "6f850bc94ae6f7de14297c01616c36d712d22864497b28a63b81d776b035e656"},
  };
  for (const auto& [contents, digest] : cases) {
    std::ofstream(path) << contents;
    EXPECT_EQ(*Sha256OfFile(path), digest) << contents.size();
  }
}

TEST(Sha256OfFileTest, NamesAFileThatIsNotThere) {
  const absl::Status status = Sha256OfFile("/missing/model").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("/missing/model"));
}

}  // namespace
}  // namespace feluda

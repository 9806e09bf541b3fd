#include "lib/operators/models/model_file.h"

#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/files/file_writer.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

class ModelFileTest : public ::testing::Test {
 protected:
  ModelFileTest() { setenv("XDG_CACHE_HOME", PathOf("cache").c_str(), 1); }

  std::string PathOf(const std::string& name) const {
    return directory_.path() / name;
  }

  const TemporaryDirectory directory_;
  const ModelSource source_ = {
      {"net.safetensors", "model.safetensors"},
      "net_v3.safetensors",
      [](const std::string& path) { return WriteFileWhole(path, "made up"); }};
};

TEST_F(ModelFileTest, IsThePreferredOneOfTheDirectory) {
  std::ofstream(PathOf("model.safetensors")) << "abc";
  const auto only = FindModel(source_, directory_.path());
  EXPECT_EQ(only->path, PathOf("model.safetensors"));
  EXPECT_FALSE(only->is_synthetic);
  std::ofstream(PathOf("net.safetensors")) << "abcd";
  EXPECT_EQ(FindModel(source_, directory_.path())->path,
            PathOf("net.safetensors"));
}

TEST_F(ModelFileTest, IsMissedByItsNames) {
  const absl::Status status = FindModel(source_, directory_.path()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(),
            absl::StrCat(directory_.path().string(),
                         ": has no net.safetensors or model.safetensors; "
                         "docs/models.md tells where it is published"));
}

TEST_F(ModelFileTest, IsMadeUpWithoutADirectory) {
  const auto file = FindModel(source_, "");
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_TRUE(file->is_synthetic);
  EXPECT_EQ(file->path, PathOf("cache/feluda_benchmarks/net_v3.safetensors"));
  std::string description = "photo";
  Facts facts;
  ASSERT_TRUE(TellWeights(*file, description, facts).ok());
  EXPECT_EQ(facts["weights"], Fact("synthetic"));
  EXPECT_EQ(description, "photo, weights: synthetic");
}

TEST_F(ModelFileTest, IsCheckedBeforeAnythingRuns) {
  ModelSource source = source_;
  source.check = [](const std::string& path) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": is no net"));
  };
  EXPECT_TRUE(CheckModel(source, "").ok());
  const std::string directory = directory_.path();
  EXPECT_TRUE(absl::IsNotFound(CheckModel(source, directory)));
  std::ofstream(PathOf("net.safetensors")) << "abc";
  EXPECT_EQ(CheckModel(source, directory).message(),
            absl::StrCat(PathOf("net.safetensors"), ": is no net"));
  EXPECT_TRUE(CheckModel(source_, directory).ok());
}

TEST_F(ModelFileTest, IsToldByItsHash) {
  std::ofstream(PathOf("net.safetensors")) << "abc";
  std::string description = "photo";
  Facts facts;
  ASSERT_TRUE(
      TellWeights({PathOf("net.safetensors")}, description, facts).ok());
  EXPECT_EQ(facts["weights"], Fact("net.safetensors, SHA-256 ba7816bf8f01"));
  EXPECT_EQ(description, "photo");
  EXPECT_EQ(WeightsFact({PathOf("missing")}).status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace feluda

#include "lib/networks/weights/safetensors_writer.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/weights/safetensors_file.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

class SafetensorsWriterTest : public testing::Test {
 protected:
  size_t FileCount() const {
    return std::distance(std::filesystem::directory_iterator(directory_.path()),
                         std::filesystem::directory_iterator());
  }

  const TemporaryDirectory directory_;
  const std::string path_ = directory_.path() / "model.safetensors";
};

TEST_F(SafetensorsWriterTest, WritesTheFormat) {
  auto writer = SafetensorsWriter::Create(path_, {{"b", {1, 2}}, {"a", {}}},
                                          {{"k", "v"}});
  ASSERT_TRUE(writer.ok()) << writer.status();
  ASSERT_TRUE((*writer)->Append({1.5f}).ok());
  ASSERT_TRUE((*writer)->Append({2, 3}).ok());
  ASSERT_TRUE((*writer)->Commit().ok());
  std::ifstream in(path_, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  const std::string json =
      R"({"__metadata__":{"k":"v"},)"
      R"("b":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},)"
      R"("a":{"dtype":"F32","shape":[],"data_offsets":[8,12]}})";
  EXPECT_EQ(bytes.substr(8, json.size()), json);
  EXPECT_EQ(bytes.size() % 64, 12u);
  EXPECT_EQ(bytes.substr(0, 8), std::string("\xb8\0\0\0\0\0\0\0", 8));
  EXPECT_EQ(bytes.substr(bytes.size() - 12),
            std::string("\0\0\xc0\x3f\0\0\0\x40\0\0\x40\x40", 12));
}

TEST_F(SafetensorsWriterTest, WhatItWritesIsRead) {
  auto writer = SafetensorsWriter::Create(path_, {{"a\"\n", {1}}, {"b", {2}}});
  ASSERT_TRUE(writer.ok()) << writer.status();
  ASSERT_TRUE((*writer)->Append({1, 2, 3}).ok());
  ASSERT_TRUE((*writer)->Commit().ok());
  const auto file = SafetensorsFile::Open(path_);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ((*file)->Get("a\"\n", {1})->values()[0], 1);
  EXPECT_EQ((*file)->Get("b", {2})->values()[1], 3);
}

TEST_F(SafetensorsWriterTest, UnfinishedFileLeavesNothing) {
  auto writer = SafetensorsWriter::Create(path_, {{"a", {3}}});
  ASSERT_TRUE(writer.ok()) << writer.status();
  ASSERT_TRUE((*writer)->Append({1, 2}).ok());
  EXPECT_EQ((*writer)->Commit().message(),
            path_ + ": expected 3 values, found 2");
  writer->reset();
  EXPECT_EQ(FileCount(), 0u);
}

TEST_F(SafetensorsWriterTest, NameTwiceIsRefused) {
  const auto writer = SafetensorsWriter::Create(path_, {{"a", {}}, {"a", {}}});
  EXPECT_EQ(writer.status().message(),
            path_ + ": tensor \"a\": the name is taken");
  EXPECT_EQ(FileCount(), 0u);
}

TEST_F(SafetensorsWriterTest, DirectoryThatIsMissingIsNamed) {
  const auto writer = SafetensorsWriter::Create("/nowhere/model", {});
  EXPECT_EQ(writer.status().code(), absl::StatusCode::kNotFound);
  EXPECT_NE(writer.status().message().find("/nowhere/model"),
            std::string::npos);
}

}  // namespace
}  // namespace feluda

#include "lib/networks/weights/mapped_file.h"

#include <sys/mman.h>

#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

constexpr size_t kPage = 4096;

// How many pages of the mapping this process has in memory, by /proc. mincore()
// would tell of the page cache.
size_t ResidentKilobytes(const void* start) {
  std::ifstream maps("/proc/self/smaps");
  char wanted[32];
  std::snprintf(wanted, sizeof(wanted), "%lx-",
                reinterpret_cast<unsigned long>(start));
  bool is_ours = false;
  for (std::string line; std::getline(maps, line);) {
    if (line.rfind(wanted, 0) == 0) is_ours = true;
    if (is_ours && line.rfind("Rss:", 0) == 0) {
      return std::stoul(line.substr(4));
    }
  }
  return 0;
}

std::string WriteFile(const TemporaryDirectory& directory,
                      const std::string& contents) {
  std::string path = directory.path() / "file";
  std::ofstream(path, std::ios::binary) << contents;
  return path;
}

TEST(MappedFileTest, HasTheFilesBytes) {
  const TemporaryDirectory directory;
  const auto file = MappedFile::Open(WriteFile(directory, "bytes"));
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ((*file)->bytes(), "bytes");
}

TEST(MappedFileTest, EmptyFileHasNone) {
  const TemporaryDirectory directory;
  const auto file = MappedFile::Open(WriteFile(directory, ""));
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ((*file)->bytes(), "");
  (*file)->Release((*file)->bytes());
}

TEST(MappedFileTest, WhatIsNoFileIsNamed) {
  const auto missing = MappedFile::Open("/nowhere/model");
  EXPECT_EQ(missing.status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(missing.status().message(),
            "/nowhere/model: No such file or directory");
  const auto device = MappedFile::Open("/dev/null");
  EXPECT_EQ(device.status().message(), "/dev/null: is not a regular file");
  EXPECT_FALSE(MappedFile::Open("/").ok());
}

TEST(MappedFileTest, ReleasedPagesAreNotResidentAndReadAgain) {
  const TemporaryDirectory directory;
  const std::string contents(64 * kPage, 'x');
  const auto file = MappedFile::Open(WriteFile(directory, contents));
  ASSERT_TRUE(file.ok()) << file.status();
  ASSERT_EQ((*file)->bytes(), contents);
  ASSERT_EQ(ResidentKilobytes((*file)->bytes().data()), 64 * kPage / 1024);
  (*file)->Release((*file)->bytes().substr(1, 63 * kPage));
  EXPECT_EQ(ResidentKilobytes((*file)->bytes().data()), 0u);
  EXPECT_EQ((*file)->bytes(), contents);
}

TEST(MappedFileTest, LeaseReleasesThePagesWithItsLastCopy) {
  const TemporaryDirectory directory;
  const std::string contents(64 * kPage, 'x');
  auto file = MappedFile::Open(WriteFile(directory, contents));
  ASSERT_TRUE(file.ok()) << file.status();
  const absl::string_view bytes = (*file)->bytes();
  std::shared_ptr<const void> lease = LeasePages(*file, bytes);
  std::shared_ptr<const void> copy = lease;
  lease.reset();
  ASSERT_EQ(bytes, contents);
  EXPECT_EQ(ResidentKilobytes(bytes.data()), 64 * kPage / 1024);
  copy.reset();
  EXPECT_EQ(ResidentKilobytes(bytes.data()), 0u);
}

}  // namespace
}  // namespace feluda

#include "lib/operators/models/page_cache.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/files/descriptor.h"
#include "lib/files/file_writer.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;

constexpr size_t kPages = 64;
constexpr size_t kBytes = kPages * 4096;

// How many of the file's pages the kernel has.
int CachedPages(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  void* const mapped =
      mmap(nullptr, kBytes, PROT_READ, MAP_SHARED, file.get(), 0);
  std::vector<unsigned char> has(kPages);
  EXPECT_EQ(mincore(mapped, kBytes, has.data()), 0);
  munmap(mapped, kBytes);
  int count = 0;
  for (unsigned char page : has) count += page & 1;
  return count;
}

TEST(DropFromPageCacheTest, ForgetsTheFile) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "file";
  ASSERT_TRUE(WriteFileWhole(path, std::string(kBytes, 'x')).ok());
  EXPECT_EQ(CachedPages(path), kPages);
  ASSERT_TRUE(DropFromPageCache(path).ok());
  if (CachedPages(path) == kPages) {
    GTEST_SKIP() << "the file system is all memory";
  }
  EXPECT_EQ(CachedPages(path), 0);
}

TEST(DropFromPageCacheTest, NamesAFileThatIsNotThere) {
  const absl::Status status = DropFromPageCache("/missing/file");
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("/missing/file"));
}

}  // namespace
}  // namespace feluda

#include "lib/files/file_metadata.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string>

#include "gtest/gtest.h"
#include "lib/files/descriptor.h"

namespace feluda {
namespace {

class FileMetadataTest : public testing::Test {
 protected:
  FileMetadataTest() {
    for (const std::string& path : {from_, to_}) {
      std::filesystem::remove(path);
      std::ofstream file(path);
    }
  }

  void Copy() const {
    struct stat from;
    ASSERT_EQ(stat(from_.c_str(), &from), 0);
    const Descriptor to(open(to_.c_str(), O_RDONLY | O_CLOEXEC));
    CopyMetadata(from_, from, to.get());
  }

  struct stat Copied() const {
    struct stat to;
    EXPECT_EQ(stat(to_.c_str(), &to), 0);
    return to;
  }

  const std::string from_ = testing::TempDir() + "/metadata_from";
  const std::string to_ = testing::TempDir() + "/metadata_to";
};

TEST_F(FileMetadataTest, KeepsThePermissions) {
  for (const mode_t mode : {0600u, 0644u, 0666u, 0755u, 04750u}) {
    ASSERT_EQ(chmod(from_.c_str(), mode), 0);
    Copy();
    EXPECT_EQ(Copied().st_mode & 07777, mode);
  }
}

TEST_F(FileMetadataTest, KeepsTheOwner) {
  if (chown(from_.c_str(), 12345, 23456) != 0) {
    GTEST_SKIP() << "only root may give a file away";
  }
  ASSERT_EQ(chmod(from_.c_str(), 06640), 0);
  Copy();
  EXPECT_EQ(Copied().st_uid, 12345);
  EXPECT_EQ(Copied().st_gid, 23456);
  EXPECT_EQ(Copied().st_mode & 07777, 06640);
}

TEST_F(FileMetadataTest, KeepsAttributesOfTheUser) {
  if (setxattr(from_.c_str(), "user.color", "red", 3, 0) != 0) {
    GTEST_SKIP() << "this file system has no user attributes";
  }
  Copy();
  char value[8];
  EXPECT_EQ(getxattr(to_.c_str(), "user.color", value, sizeof(value)), 3);
  EXPECT_EQ(std::string(value, 3), "red");
}

// As Linux lays it out: a version, then entries of a tag, permissions and an
// identity, all little-endian.
TEST_F(FileMetadataTest, KeepsTheAccessControlList) {
  const unsigned char list[] = {
      2,    0, 0, 0,                           // version 2
      0x01, 0, 6, 0, 0xff, 0xff, 0xff, 0xff,   // the owner: rw-
      0x02, 0, 4, 0, 0x39, 0x30, 0,    0,      // user 12345: r--
      0x04, 0, 0, 0, 0xff, 0xff, 0xff, 0xff,   // the group: ---
      0x10, 0, 4, 0, 0xff, 0xff, 0xff, 0xff,   // the mask: r--
      0x20, 0, 0, 0, 0xff, 0xff, 0xff, 0xff};  // others: ---
  constexpr char kList[] = "system.posix_acl_access";
  if (setxattr(from_.c_str(), kList, list, sizeof(list), 0) != 0) {
    GTEST_SKIP() << "this file system has no access control lists";
  }
  Copy();
  char copied[sizeof(list)];
  ASSERT_EQ(getxattr(to_.c_str(), kList, copied, sizeof(copied)),
            ssize_t{sizeof(list)});
  EXPECT_EQ(std::string(copied, sizeof(copied)),
            std::string(reinterpret_cast<const char*>(list), sizeof(list)));
  removexattr(from_.c_str(), kList);
  Copy();
  EXPECT_EQ(getxattr(to_.c_str(), kList, copied, sizeof(copied)), -1);
}

}  // namespace
}  // namespace feluda

#include "lib/files/file_metadata.h"

#include <linux/limits.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace feluda {
namespace {

constexpr char kAccessControlList[] = "system.posix_acl_access";

void CopyAttribute(const std::string& from, const std::string& name, int to) {
  std::vector<char> value(XATTR_SIZE_MAX);
  const ssize_t size =
      getxattr(from.c_str(), name.c_str(), value.data(), value.size());
  if (size >= 0) {
    (void)fsetxattr(to, name.c_str(), value.data(), size, 0);
  } else {
    // The directory may have given the new file a list of its own.
    (void)fremovexattr(to, name.c_str());
  }
}

void CopyAttributes(const std::string& from, int to) {
  CopyAttribute(from, kAccessControlList, to);
  std::vector<char> names(XATTR_LIST_MAX);
  const ssize_t size = listxattr(from.c_str(), names.data(), names.size());
  if (size <= 0) return;
  const absl::string_view all(names.data(), size);
  for (absl::string_view name : absl::StrSplit(all, '\0', absl::SkipEmpty())) {
    if (absl::StartsWith(name, "user.")) {
      CopyAttribute(from, std::string(name), to);
    }
  }
}

}  // namespace

void CopyMetadata(const std::string& from, const struct stat& from_stat,
                  int to) {
  mode_t mode = from_stat.st_mode & 07777;
  if (fchown(to, from_stat.st_uid, from_stat.st_gid) != 0) {
    mode &= ~(S_ISUID | S_ISGID);
    const bool has_group = fchown(to, -1, from_stat.st_gid) == 0;
    if (!has_group) mode = (mode & ~S_IRWXG) | (mode & S_IRWXO) << 3;
  }
  CopyAttributes(from, to);
  // Last, since a change of owner takes bits away and a list sets the group's.
  (void)fchmod(to, mode);
}

}  // namespace feluda

#include "lib/operators/models/page_cache.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "lib/files/descriptor.h"

namespace feluda {

absl::Status DropFromPageCache(const std::string& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.IsOpen()) return absl::ErrnoToStatus(errno, path);
  if (fsync(file.get()) != 0) return absl::ErrnoToStatus(errno, path);
  const int error = posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
  return error == 0 ? absl::OkStatus() : absl::ErrnoToStatus(error, path);
}

}  // namespace feluda

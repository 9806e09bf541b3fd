#include "lib/networks/weights/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/files/descriptor.h"

namespace feluda {
namespace {

absl::Status Error(int error, const std::string& path) {
  const std::string message = absl::StrCat(path, ": ", std::strerror(error));
  if (error == ENOENT) return absl::NotFoundError(message);
  return absl::UnavailableError(message);
}

class Lease {
 public:
  Lease(std::shared_ptr<const MappedFile> file, absl::string_view bytes)
      : file_(std::move(file)), bytes_(bytes) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() { file_->Release(bytes_); }

 private:
  const std::shared_ptr<const MappedFile> file_;
  const absl::string_view bytes_;
};

}  // namespace

absl::StatusOr<std::shared_ptr<const MappedFile>> MappedFile::Open(
    const std::string& path) {
  // A pipe that takes the file's place is not waited for.
  const Descriptor file(
      open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat found;
  if (!file.IsOpen() || fstat(file.get(), &found) != 0) {
    return Error(errno, path);
  }
  if (!S_ISREG(found.st_mode)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": is not a regular file"));
  }
  absl::string_view bytes;
  if (const size_t size = found.st_size; size > 0) {  // none cannot be mapped
    void* start =
        mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), /*offset=*/0);
    if (start == MAP_FAILED) return Error(errno, path);
    bytes = absl::string_view(static_cast<const char*>(start), size);
  }
  return std::shared_ptr<const MappedFile>(new MappedFile(bytes));
}

MappedFile::~MappedFile() {
  if (bytes_.empty()) return;
  munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

void MappedFile::Release(absl::string_view part) const {
  // Pages that are shared with other parts go as well, as nothing is lost.
  static const uintptr_t page = sysconf(_SC_PAGESIZE);
  const auto begin = reinterpret_cast<uintptr_t>(part.data()) / page * page;
  const auto end = reinterpret_cast<uintptr_t>(part.data() + part.size());
  if (begin >= end) return;
  madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
}

std::shared_ptr<const void> LeasePages(std::shared_ptr<const MappedFile> file,
                                       absl::string_view part) {
  return std::make_shared<const Lease>(std::move(file), part);
}

}  // namespace feluda

// A file mapped into memory, to be read only.
//
//   absl::StatusOr<std::shared_ptr<const MappedFile>> file =
//       MappedFile::Open("resnet18.safetensors");
//   absl::string_view start = (*file)->bytes().substr(0, 8);
//
// Pages come into memory as they are read, and count as resident until they are
// released. The file must not be cut short while it is mapped: reading beyond
// its new end would end the process (SIGBUS). Programs that replace it whole,
// as lib/files does, do no harm, since the old contents stay mapped.
//
// Threads: any number.

#ifndef LIB_NETWORKS_WEIGHTS_MAPPED_FILE_H_
#define LIB_NETWORKS_WEIGHTS_MAPPED_FILE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

class MappedFile {
 public:
  // Maps a regular file. Errors begin with the path: NotFoundError where
  // nothing is there, InvalidArgumentError for what is no regular file.
  static absl::StatusOr<std::shared_ptr<const MappedFile>> Open(
      const std::string& path);

  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  absl::string_view bytes() const { return bytes_; }

  // Gives the pages of these bytes back to the kernel. The next read of them
  // reads the file again. REQUIRES: `part` is within bytes().
  void Release(absl::string_view part) const;

 private:
  explicit MappedFile(absl::string_view bytes) : bytes_(bytes) {}

  const absl::string_view bytes_;
};

// Returns an object that releases the pages of `part` when the last copy of it
// is destroyed, and that keeps the file mapped until then: what keeps a tensor
// alive (lib/networks/tensor.h). REQUIRES: `part` is within file->bytes().
std::shared_ptr<const void> LeasePages(std::shared_ptr<const MappedFile> file,
                                       absl::string_view part);

}  // namespace feluda

#endif  // LIB_NETWORKS_WEIGHTS_MAPPED_FILE_H_

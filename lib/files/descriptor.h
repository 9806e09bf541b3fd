// Owns a file descriptor, and writes to one.
//
//   Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
//   if (!file.IsOpen()) return absl::ErrnoToStatus(errno, path);
//   if (int error = WriteAll(file.get(), text)) ...
//   if (int error = file.Close()) ...

#ifndef LIB_FILES_DESCRIPTOR_H_
#define LIB_FILES_DESCRIPTOR_H_

#include <utility>

#include "absl/strings/string_view.h"

namespace feluda {

class Descriptor {
 public:
  // Takes ownership; a negative number is no descriptor.
  explicit Descriptor(int descriptor = -1) : descriptor_(descriptor) {}
  Descriptor(Descriptor&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~Descriptor() { Close(); }

  bool IsOpen() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

  // Returns an errno, or 0 for success. Some file systems report only here
  // that writing failed.
  int Close();

 private:
  int descriptor_;
};

// Writes all of `text`, however many calls that takes. Returns an errno, or 0
// for success. A pipe that nobody reads is the error EPIPE, and the signal
// SIGPIPE does not end the process. Threads: any number.
int WriteAll(int descriptor, absl::string_view text);

}  // namespace feluda

#endif  // LIB_FILES_DESCRIPTOR_H_

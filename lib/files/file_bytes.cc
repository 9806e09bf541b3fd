#include "lib/files/file_bytes.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/files/descriptor.h"
#include "lib/files/output_target.h"

namespace feluda {
namespace {

constexpr int kWaitForWriterMs = 2000;
constexpr int kPollMs = 20;

absl::Status Unreadable(int error, const std::string& path) {
  const std::string message = absl::StrCat(path, ": ", std::strerror(error));
  if (error == ENOENT) return absl::NotFoundError(message);
  if (error == EISDIR) return absl::InvalidArgumentError(message);
  return absl::UnavailableError(message);
}

absl::Status NoRegularFile(const std::string& path) {
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": is not a regular file"));
}

absl::Status TooLarge(const std::string& path, int64_t max_bytes) {
  return absl::ResourceExhaustedError(absl::StrCat(
      path, ": has more than the ", max_bytes, " bytes that are read"));
}

// Reads up to `size` bytes, or to the end of the file.
absl::StatusOr<std::string> ReadUpTo(int64_t size, int descriptor,
                                     const std::string& path) {
  std::string bytes(size, '\0');
  size_t count = 0;
  while (count < bytes.size()) {
    const ssize_t length =
        read(descriptor, bytes.data() + count, bytes.size() - count);
    if (length == 0) break;
    if (length < 0 && errno != EINTR) return Unreadable(errno, path);
    if (length > 0) count += length;
  }
  bytes.resize(count);
  return bytes;
}

// Reads a pipe to its end. A non-blocking one may have no writer yet: reading
// it then gives nothing, as at its end, and only after a writer has come and
// gone does poll() tell that this is the end.
class PipeReader {
 public:
  PipeReader(const std::string& path, int64_t max_bytes)
      : path_(path), max_bytes_(max_bytes) {}

  absl::StatusOr<std::string> Read(int descriptor, bool had_writer) {
    had_writer_ = had_writer;
    std::vector<char> buffer(size_t{1} << 16);
    std::string bytes;
    while (true) {
      const ssize_t length = read(descriptor, buffer.data(), buffer.size());
      if (length > 0) {
        had_writer_ = true;
        bytes.append(buffer.data(), length);
        if (static_cast<int64_t>(bytes.size()) > max_bytes_) {
          return TooLarge(path_, max_bytes_);
        }
      } else if (length == 0) {
        if (had_writer_) return bytes;
        if (absl::Status s = AwaitWriter(descriptor); !s.ok()) return s;
      } else if (errno == EAGAIN) {
        had_writer_ = true;
        pollfd readable = {descriptor, POLLIN, 0};
        poll(&readable, 1, -1);
      } else if (errno != EINTR) {
        return Unreadable(errno, path_);
      }
    }
  }

 private:
  absl::Status AwaitWriter(int descriptor) {
    pollfd readable = {descriptor, POLLIN, 0};
    if (poll(&readable, 1, kPollMs) > 0) {
      had_writer_ = (readable.revents & POLLHUP) != 0;
      return absl::OkStatus();
    }
    waited_ms_ += kPollMs;
    if (waited_ms_ < kWaitForWriterMs) return absl::OkStatus();
    return absl::InvalidArgumentError(
        absl::StrCat(path_, ": is a pipe that nobody writes into"));
  }

  const std::string& path_;
  const int64_t max_bytes_;
  bool had_writer_ = false;
  int waited_ms_ = 0;
};

// What is open already is read from where it stands.
absl::StatusOr<std::string> ReadDescriptor(int number, const std::string& path,
                                           int64_t max_bytes) {
  const Descriptor file(fcntl(number, F_DUPFD_CLOEXEC, 0));
  struct stat found;
  if (!file.IsOpen() || fstat(file.get(), &found) != 0) {
    return Unreadable(errno, path);
  }
  const bool is_device = S_ISCHR(found.st_mode) || S_ISBLK(found.st_mode);
  if (is_device && isatty(file.get()) == 0) return NoRegularFile(path);
  return PipeReader(path, max_bytes).Read(file.get(), /*had_writer=*/true);
}

}  // namespace

absl::StatusOr<std::string> ReadFileBytes(const std::string& path,
                                          int64_t max_bytes) {
  struct stat found;
  // Looked at before it is opened, since opening some devices does something.
  if (stat(path.c_str(), &found) != 0) return Unreadable(errno, path);
  if (!S_ISREG(found.st_mode)) return NoRegularFile(path);
  // Should a pipe take its place meanwhile, O_NONBLOCK does not wait for it.
  const Descriptor file(
      open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.IsOpen() || fstat(file.get(), &found) != 0) {
    return Unreadable(errno, path);
  }
  if (found.st_size > max_bytes) return TooLarge(path, max_bytes);
  return ReadUpTo(found.st_size, file.get(), path);
}

absl::StatusOr<std::string> ReadInput(const std::string& path,
                                      int64_t max_bytes) {
  if (const std::optional<int> number = DescriptorNamedBy(path)) {
    return ReadDescriptor(*number, path, max_bytes);
  }
  struct stat found;
  if (stat(path.c_str(), &found) != 0) return Unreadable(errno, path);
  if (S_ISDIR(found.st_mode)) return Unreadable(EISDIR, path);
  if (!S_ISFIFO(found.st_mode)) return ReadFileBytes(path, max_bytes);
  const Descriptor pipe(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!pipe.IsOpen()) return Unreadable(errno, path);
  return PipeReader(path, max_bytes).Read(pipe.get(), /*had_writer=*/false);
}

}  // namespace feluda

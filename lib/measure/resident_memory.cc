#include "lib/measure/resident_memory.h"

#include <fcntl.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>

namespace feluda {
namespace {

constexpr char kStatusFile[] = "/proc/self/status";
constexpr char kResetFile[] = "/proc/self/clear_refs";

std::mutex windows_mutex;
ResidentWindow* innermost = nullptr;

// The kernel's figures at one moment.
struct Reading {
  int64_t resident_bytes;
  int64_t highest_bytes;
};

Status Refused(const char* what, const char* file) {
  return UnavailableError(std::string("cannot ") + what + " " + file + ": " +
                          std::strerror(errno));
}

// The value of a line such as "VmRSS:      1234 kB", or -1.
int64_t FieldBytes(std::string_view status, std::string_view name) {
  const size_t at = status.find(name);
  if (at == std::string_view::npos) return -1;
  std::string_view rest = status.substr(at + name.size());
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
  int64_t kibibytes;
  const auto [end, error] =
      std::from_chars(rest.data(), rest.data() + rest.size(), kibibytes);
  rest.remove_prefix(static_cast<size_t>(end - rest.data()));
  if (error != std::errc() || rest.substr(0, 4) != " kB\n") return -1;
  return kibibytes * 1024;
}

// Allocates nothing unless it fails, so that a heap window may stand around it.
StatusOr<Reading> Read() {
  char buffer[8192];
  const int file = open(kStatusFile, O_RDONLY | O_CLOEXEC);
  if (file < 0) return Refused("open", kStatusFile);
  const ssize_t length = read(file, buffer, sizeof(buffer));
  const int read_errno = errno;
  close(file);
  errno = read_errno;
  if (length < 0) return Refused("read", kStatusFile);

  const std::string_view status(buffer, static_cast<size_t>(length));
  const Reading reading = {FieldBytes(status, "\nVmRSS:"),
                           FieldBytes(status, "\nVmHWM:")};
  if (reading.resident_bytes < 0 || reading.highest_bytes < 0) {
    return UnavailableError(std::string(kStatusFile) +
                            " has no VmRSS and VmHWM");
  }
  return reading;
}

// Lets the high-water mark start again from what is resident now.
Status ResetHighest() {
  const int file = open(kResetFile, O_WRONLY | O_CLOEXEC);
  if (file < 0) return Refused("open", kResetFile);
  const ssize_t written = write(file, "5", 1);
  const int write_errno = errno;
  close(file);
  errno = write_errno;
  return written == 1 ? Status() : Refused("write", kResetFile);
}

StatusOr<Reading> ResetAndRead() {
  const Status reset = ResetHighest();
  if (!reset.ok()) return reset;
  StatusOr<Reading> reading = Read();
  // Some kernels accept the reset and do nothing; the mark is an old one then.
  constexpr int64_t kSlack = 4 << 20;
  if (reading.ok() &&
      reading->highest_bytes > reading->resident_bytes + kSlack) {
    return UnavailableError(
        std::string("the kernel takes writes to ") + kResetFile +
        " and does not reset the high-water mark of resident memory");
  }
  return reading;
}

}  // namespace

StatusOr<int64_t> ReadResidentBytes() {
  const StatusOr<Reading> reading = Read();
  if (!reading.ok()) return reading.status();
  return reading->resident_bytes;
}

ResidentWindow::ResidentWindow() : opened_(true) {
  const std::lock_guard<std::mutex> lock(windows_mutex);
  outer_ = innermost;
  innermost = this;
  if (outer_ != nullptr) {
    const StatusOr<Reading> so_far = Read();
    if (so_far.ok()) {
      outer_->peak_ = std::max(outer_->peak_, so_far->highest_bytes);
    }
  } else {
    malloc_trim(0);
  }
  const StatusOr<Reading> reading = ResetAndRead();
  status_ = reading.status();
  if (reading.ok()) peak_ = before_ = reading->resident_bytes;
}

ResidentWindow::~ResidentWindow() {
  if (opened_) Stop().IgnoreError();
}

StatusOr<ResidentUsage> ResidentWindow::Stop() {
  const std::lock_guard<std::mutex> lock(windows_mutex);
  if (!opened_) {
    return FailedPreconditionError(
        "this window of resident memory was stopped before");
  }
  opened_ = false;
  innermost = outer_;
  if (!status_.ok()) return status_;
  const StatusOr<Reading> reading = Read();
  if (!reading.ok()) return reading.status();

  ResidentUsage usage;
  usage.before_bytes = before_;
  usage.after_bytes = reading->resident_bytes;
  usage.peak_bytes =
      std::max({peak_, reading->highest_bytes, reading->resident_bytes});
  if (outer_ != nullptr) {
    outer_->peak_ = std::max(outer_->peak_, usage.peak_bytes);
  }
  return usage;
}

}  // namespace feluda

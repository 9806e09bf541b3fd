#include "lib/files/descriptor.h"

#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>

namespace feluda {
namespace {

// Keeps SIGPIPE from this thread. A write to a pipe without readers raises the
// signal in the thread that writes, so blocking it here and taking back what
// became pending leaves other threads and the program's handler alone.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_, &previous_);
  }

  ~NoPipeSignal() {
    const timespec now = {};
    if (!was_pending_) sigtimedwait(&pipe_, nullptr, &now);
    pthread_sigmask(SIG_SETMASK, &previous_, nullptr);
  }

 private:
  sigset_t pipe_, previous_;
  bool was_pending_;
};

// Returns an errno, or 0 for success.
int WriteSome(int descriptor, absl::string_view& text) {
  const ssize_t written = write(descriptor, text.data(), text.size());
  if (written >= 0) {
    text.remove_prefix(written);
  } else if (errno == EAGAIN) {
    // Whoever shares the descriptor made it non-blocking.
    pollfd writable = {descriptor, POLLOUT, 0};
    poll(&writable, 1, -1);
  } else if (errno != EINTR) {
    return errno;
  }
  return 0;
}

}  // namespace

int Descriptor::Close() {
  if (descriptor_ < 0) return 0;
  return close(std::exchange(descriptor_, -1)) == 0 ? 0 : errno;
}

int WriteAll(int descriptor, absl::string_view text) {
  int error = 0;
  const NoPipeSignal no_signal;
  while (error == 0 && !text.empty()) error = WriteSome(descriptor, text);
  return error;
}

}  // namespace feluda

#include "lib/runner/processes/subprocess_call.h"

#include <fcntl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace feluda {
namespace {

bool WriteAll(int descriptor, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

std::string ReadAll(int descriptor) {
  std::string text;
  std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t length = read(descriptor, buffer.data(), buffer.size());
    if (length < 0 && errno == EINTR) continue;
    if (length <= 0) return text;
    text.append(buffer.data(), static_cast<size_t>(length));
  }
}

// Calls the function and writes what it returns. Whatever it throws ends here:
// further up, the caller's code would go on in both processes.
bool CallAndWrite(const std::function<std::string()>& function,
                  int descriptor) {
  try {
    return WriteAll(descriptor, function());
  } catch (...) {
    return false;
  }
}

// Returns the wait status of the child's end.
int WaitFor(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

absl::StatusOr<std::string> CallInSubprocess(
    const std::function<std::string()>& function) {
  std::array<int, 2> pipe_ends;
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) {
    return absl::InternalError("the system gives no pipe");
  }
  const pid_t child = fork();
  if (child == 0) {
    // _exit() leaves out what the caller would do at its end.
    _exit(CallAndWrite(function, pipe_ends[1]) ? 0 : 1);
  }
  close(pipe_ends[1]);
  std::string text = child < 0 ? "" : ReadAll(pipe_ends[0]);
  close(pipe_ends[0]);
  if (child < 0) return absl::InternalError("the system gives no process");
  const int status = WaitFor(child);
  if (status == 0) return text;
  return absl::InternalError(
      absl::StrCat("a process was ended, with wait status ", status));
}

}  // namespace feluda

#include "lib/runner/processes/interruption.h"

#include <unistd.h>

#include <csignal>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

std::atomic<int> interrupted{0};

void Interrupt(int signal) {
  int none = 0;
  if (!interrupted.compare_exchange_strong(none, signal)) _exit(128 + signal);
}

}  // namespace

const std::atomic<int>& CatchInterruptions() {
  struct sigaction action = {};
  action.sa_handler = Interrupt;
  // A file that is being written then stays whole; poll() returns all the same.
  action.sa_flags = SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM}) {
    sigaction(signal, &action, nullptr);
  }
  return interrupted;
}

std::string SignalName(int signal) {
  const char* name = sigabbrev_np(signal);
  return name == nullptr ? absl::StrCat("signal ", signal)
                         : absl::StrCat("SIG", name);
}

}  // namespace feluda

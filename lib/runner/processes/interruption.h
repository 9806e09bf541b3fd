// Ctrl-C and SIGTERM: the first is a wish to end in good order, the second ends
// the process at once.

#ifndef LIB_RUNNER_PROCESSES_INTERRUPTION_H_
#define LIB_RUNNER_PROCESSES_INTERRUPTION_H_

#include <atomic>
#include <string>

namespace feluda {

// From now on the first SIGINT or SIGTERM is kept, and the second ends the
// process with 128 and its number. Returns where the first one's number is; 0
// before it.
const std::atomic<int>& CatchInterruptions();

// "SIGSEGV".
std::string SignalName(int signal);

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_INTERRUPTION_H_

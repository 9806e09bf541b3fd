// Ctrl-C and SIGTERM: the first asks the program to end in good order, the
// second ends it at once.

#ifndef LIB_RUNNER_PROCESSES_INTERRUPTION_H_
#define LIB_RUNNER_PROCESSES_INTERRUPTION_H_

#include <atomic>
#include <string>

namespace feluda {

// Handles SIGINT and SIGTERM from now on. The number of the first signal
// appears in the variable returned, which is 0 until then; the second signal
// ends the process with status 128 plus its number.
const std::atomic<int>& CatchInterruptions();

// Returns the name of a signal, as "SIGSEGV".
std::string SignalName(int signal);

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_INTERRUPTION_H_

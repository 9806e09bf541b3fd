// The supervisor's process, and the messages between it and the Supervisor
// object in the calling process.

#ifndef LIB_RUNNER_PROCESSES_SUPERVISOR_PROCESS_H_
#define LIB_RUNNER_PROCESSES_SUPERVISOR_PROCESS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace feluda::runner_internal {

struct SupervisorRequest {
  uint64_t task = 0;
  int64_t timeout_ns = 0;
  int64_t grace_ns = 0;
  int64_t memory_bytes = 0;
};

struct SupervisorReply {
  // The status from waitpid().
  int wait_status = 0;
  // The error of fork(), or 0.
  int fork_errno = 0;
  bool timed_out = false;
  bool interrupted = false;
  // Whether SIGKILL was needed after SIGTERM.
  bool killed = false;
  bool memory_ran_out = false;
  int64_t elapsed_ns = 0;
  // CPU time of the child and of all that it started.
  int64_t cpu_ns = 0;
};

// Asks for a child. `descriptors` go to the child: the first for its result,
// the second as its stdout and stderr. Returns false if the supervisor is gone.
bool SendRequest(int socket, const SupervisorRequest& request,
                 const std::array<int, 2>& descriptors);
// Ends the child that runs, if one does.
void SendStop(int socket);

// Serves requests until the other side of `socket` is closed, then calls
// `clean_up` and ends the process.
[[noreturn]] void RunSupervisor(int socket,
                                const std::function<void(size_t, int)>& body,
                                const std::function<void()>& clean_up);

}  // namespace feluda::runner_internal

#endif  // LIB_RUNNER_PROCESSES_SUPERVISOR_PROCESS_H_

// Supervises the processes that benchmarks run in: one child at a time, each a
// fork of a process that has never run a benchmark, so that no child starts
// with what another left behind.
//
//   Supervisor supervisor(
//       [&](size_t task, int result_fd) { ... });  // called in a child
//   absl::StatusOr<ChildEnd> end = supervisor.Run(task, limits);
//
// The supervisor is a process of its own between the caller and the children.
// It ends a child that takes too long, and with each child all that the child
// started, processes with a session of their own included; when the caller
// dies, even of SIGKILL, it ends them and itself. So nothing is left: no
// process, no zombie.
//
// Threads: the caller has one when it makes the supervisor; fork() copies no
// other.

#ifndef LIB_RUNNER_PROCESSES_SUPERVISOR_H_
#define LIB_RUNNER_PROCESSES_SUPERVISOR_H_

#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace feluda {

struct ChildLimits {
  // After `timeout` the child gets SIGTERM, and SIGKILL after `grace` more.
  absl::Duration timeout = absl::InfiniteDuration();
  absl::Duration grace = absl::Seconds(5);
  // How much memory the child may take beyond what it starts with; 0 is no
  // limit.
  int64_t memory_bytes = 0;
};

struct ChildEnd {
  enum class Cause {
    kExited,       // value is the exit status
    kSignalled,    // value is the signal
    kTimedOut,     // value is 1 if it had to be killed
    kInterrupted,  // the caller asked for its end
  };
  Cause cause = Cause::kExited;
  int value = 0;
  // Whether the kernel killed it because memory ran out.
  bool memory_ran_out = false;
  absl::Duration elapsed;
  // CPU time of the child and of all that it started.
  absl::Duration cpu;
  // What it wrote to result_fd, up to kMaxResult bytes.
  std::string result;
  // The last kMaxLastWords bytes that it wrote to stdout and stderr.
  std::string last_words;

  static constexpr size_t kMaxResult = size_t{256} << 20;
  static constexpr size_t kMaxLastWords = 4096;
};

class Supervisor {
 public:
  // A function that runs in a child. When it returns, the child exits with
  // status 0.
  using Body = std::function<void(size_t task, int result_fd)>;

  // Starts the supervisor. `interrupted` is polled while a child runs: once it
  // is not 0, the child is ended. `on_wait` is called some ten times a second
  // meanwhile. `clean_up` is called in the supervisor's process when this was
  // destroyed or the caller is dead, however it died.
  explicit Supervisor(
      const Body& body, const std::atomic<int>* interrupted = nullptr,
      std::function<void()> on_wait = [] {},
      const std::function<void()>& clean_up = [] {});
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;
  // Ends the supervisor.
  ~Supervisor();

  // Runs `task` in a new child and waits for its end. stdin of the child is
  // empty, its stdout and stderr become last_words. Errors: Internal where the
  // system refuses a process or a pipe, or the supervisor is gone.
  absl::StatusOr<ChildEnd> Run(size_t task, const ChildLimits& limits);

 private:
  int socket_ = -1;
  pid_t pid_ = -1;
  const std::atomic<int>* const interrupted_;
  const std::function<void()> on_wait_;
};

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_SUPERVISOR_H_

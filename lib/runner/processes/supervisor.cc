#include "lib/runner/processes/supervisor.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "lib/runner/processes/supervisor_process.h"

namespace feluda {
namespace {

using runner_internal::SupervisorReply;
using runner_internal::SupervisorRequest;

constexpr absl::Duration kTick = absl::Milliseconds(100);

absl::Status Refused(absl::string_view what) {
  return absl::InternalError(absl::StrCat(what, ": ", std::strerror(errno)));
}

// A pipe whose ends close with it.
struct Pipe {
  int ends[2] = {-1, -1};

  Pipe() = default;
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    CloseWriter();
    if (ends[0] >= 0) close(ends[0]);
  }

  bool Open() { return pipe2(ends, O_CLOEXEC) == 0; }
  int reader() const { return ends[0]; }
  int writer() const { return ends[1]; }
  void CloseWriter() {
    if (ends[1] >= 0) close(ends[1]);
    ends[1] = -1;
  }
};

// Appends what can be read now. Returns false once nothing more will come.
bool ReadSome(int reader, std::string& to) {
  char buffer[65536];
  const ssize_t length = read(reader, buffer, sizeof(buffer));
  if (length > 0) to.append(buffer, static_cast<size_t>(length));
  return length > 0 || (length < 0 && (errno == EINTR || errno == EAGAIN));
}

void KeepEnd(std::string& text, size_t longest) {
  if (text.size() > longest) text.erase(0, text.size() - longest);
}

// Collects what a child writes until the supervisor reports its end.
class Gatherer {
 public:
  Gatherer(int result, int output) : result_(result), output_(output) {}

  // Waits for kTick at most. Returns true once `socket` can be read.
  bool Poll(int socket, ChildEnd& end) {
    struct pollfd polled[] = {
        {socket, POLLIN, 0}, {result_, POLLIN, 0}, {output_, POLLIN, 0}};
    if (poll(polled, 3, absl::ToInt64Milliseconds(kTick)) <= 0) return false;
    if (polled[1].revents != 0) ReadResult(end);
    if (polled[2].revents != 0) ReadOutput(end);
    return polled[0].revents != 0;
  }

  // Reads what is left in the pipes, to which nobody writes any more.
  void Drain(ChildEnd& end) {
    for (const int reader : {result_, output_}) {
      if (reader >= 0) fcntl(reader, F_SETFL, O_NONBLOCK);
    }
    while (result_ >= 0 && Readable(result_)) ReadResult(end);
    while (output_ >= 0 && Readable(output_)) ReadOutput(end);
  }

 private:
  static bool Readable(int reader) {
    struct pollfd polled = {reader, POLLIN, 0};
    return poll(&polled, 1, 0) > 0;
  }

  // poll() skips a descriptor of -1.
  void ReadResult(ChildEnd& end) {
    if (!ReadSome(result_, end.result)) result_ = -1;
    if (end.result.size() > ChildEnd::kMaxResult) {
      end.result.resize(ChildEnd::kMaxResult);
    }
  }
  void ReadOutput(ChildEnd& end) {
    if (!ReadSome(output_, end.last_words)) output_ = -1;
    KeepEnd(end.last_words, ChildEnd::kMaxLastWords);
  }

  int result_;
  int output_;
};

ChildEnd::Cause CauseOf(const SupervisorReply& reply) {
  if (reply.interrupted) return ChildEnd::Cause::kInterrupted;
  if (reply.timed_out) return ChildEnd::Cause::kTimedOut;
  return WIFSIGNALED(reply.wait_status) ? ChildEnd::Cause::kSignalled
                                        : ChildEnd::Cause::kExited;
}

int ValueOf(ChildEnd::Cause cause, const SupervisorReply& reply) {
  switch (cause) {
    case ChildEnd::Cause::kSignalled:
      return WTERMSIG(reply.wait_status);
    case ChildEnd::Cause::kExited:
      return WEXITSTATUS(reply.wait_status);
    case ChildEnd::Cause::kTimedOut:
    case ChildEnd::Cause::kInterrupted:
      break;
  }
  return reply.killed ? 1 : 0;
}

SupervisorRequest RequestFor(size_t task, const ChildLimits& limits) {
  SupervisorRequest request;
  request.task = task;
  request.timeout_ns = absl::ToInt64Nanoseconds(limits.timeout);
  request.grace_ns = absl::ToInt64Nanoseconds(limits.grace);
  request.memory_bytes = limits.memory_bytes;
  return request;
}

void TakeReply(const SupervisorReply& reply, ChildEnd& end) {
  end.cause = CauseOf(reply);
  end.value = ValueOf(end.cause, reply);
  end.memory_ran_out = reply.memory_ran_out;
  end.elapsed = absl::Nanoseconds(reply.elapsed_ns);
  end.cpu = absl::Nanoseconds(reply.cpu_ns);
}

}  // namespace

Supervisor::Supervisor(const Body& body, const std::atomic<int>* interrupted,
                       std::function<void()> on_wait,
                       const std::function<void()>& clean_up)
    : interrupted_(interrupted), on_wait_(std::move(on_wait)) {
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) {
    return;  // Run() reports it.
  }
  // Otherwise each child would write again what is in the buffers now.
  std::fflush(nullptr);
  std::cout.flush();
  pid_ = fork();
  if (pid_ == 0) {
    close(sockets[0]);
    runner_internal::RunSupervisor(sockets[1], body, clean_up);
  }
  close(sockets[1]);
  socket_ = sockets[0];
}

Supervisor::~Supervisor() {
  if (socket_ >= 0) close(socket_);
  if (pid_ > 0) waitpid(pid_, nullptr, 0);
}

absl::StatusOr<ChildEnd> Supervisor::Run(size_t task,
                                         const ChildLimits& limits) {
  if (pid_ <= 0) return absl::InternalError("no process for the supervisor");
  Pipe result;
  Pipe output;
  if (!result.Open() || !output.Open()) return Refused("no pipe");
  if (!runner_internal::SendRequest(socket_, RequestFor(task, limits),
                                    {result.writer(), output.writer()})) {
    return Refused("the supervisor of the benchmarks' processes is gone");
  }
  result.CloseWriter();
  output.CloseWriter();

  ChildEnd end;
  Gatherer gatherer(result.reader(), output.reader());
  bool stop_sent = false;
  absl::Time next_on_wait = absl::Now() + kTick;
  while (!gatherer.Poll(socket_, end)) {
    // A child that writes much makes Poll() return more often.
    if (absl::Now() >= next_on_wait) {
      on_wait_();
      next_on_wait = absl::Now() + kTick;
    }
    if (interrupted_ == nullptr || *interrupted_ == 0 || stop_sent) continue;
    runner_internal::SendStop(socket_);
    stop_sent = true;
  }
  SupervisorReply reply;
  if (recv(socket_, &reply, sizeof(reply), 0) != sizeof(reply)) {
    return absl::InternalError(
        "the supervisor of the benchmarks' processes was killed");
  }
  gatherer.Drain(end);
  if (reply.fork_errno != 0) {
    errno = reply.fork_errno;
    return Refused("no process for the benchmark");
  }
  TakeReply(reply, end);
  return end;
}

}  // namespace feluda

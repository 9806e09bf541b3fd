#include "lib/runner/processes/supervisor_process.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <limits>
#include <string>

namespace feluda::runner_internal {
namespace {

constexpr int64_t kNever = std::numeric_limits<int64_t>::max();

int64_t NowNanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

// CPU time of all processes that were waited for.
int64_t CpuOfEndedNanoseconds() {
  struct rusage usage = {};
  getrusage(RUSAGE_CHILDREN, &usage);
  int64_t microseconds = 0;
  for (const struct timeval& time : {usage.ru_utime, usage.ru_stime}) {
    microseconds += int64_t{time.tv_sec} * 1'000'000 + time.tv_usec;
  }
  return microseconds * 1000;
}

int64_t Later(int64_t now_ns, int64_t by_ns) {
  return by_ns > kNever - now_ns ? kNever : now_ns + by_ns;
}

void WriteText(const char* path, const std::string& text) {
  const int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  static_cast<void>(!write(file, text.data(), text.size()));
  close(file);
}

// Returns the number behind `name` at the start of a line of a file in /proc;
// -1 if there is none.
int64_t NumberAfter(const char* path, const char* name) {
  FILE* file = std::fopen(path, "re");
  if (file == nullptr) return -1;
  char line[256];
  int64_t value = -1;
  while (value < 0 && std::fgets(line, sizeof(line), file) != nullptr) {
    if (std::strncmp(line, name, std::strlen(name)) == 0) {
      value = std::strtoll(line + std::strlen(name), nullptr, 10);
    }
  }
  std::fclose(file);
  return value;
}

// Returns how many processes the kernel has killed so far because memory ran
// out.
int64_t KillsForMemory() { return NumberAfter("/proc/vmstat", "oom_kill "); }

// Lets this process have no more than `bytes` of private writable memory beyond
// what it has now.
void LimitMemory(int64_t bytes) {
  if (bytes <= 0) return;
  const int64_t now = NumberAfter("/proc/self/status", "VmData:");
  const rlim_t limit =
      static_cast<rlim_t>(std::max<int64_t>(now, 0) * 1024 + bytes);
  const struct rlimit limits = {limit, limit};
  setrlimit(RLIMIT_DATA, &limits);
}

void ReplaceStandardStreams(int output) {
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  if (nothing > STDERR_FILENO) close(nothing);
  if (output > STDERR_FILENO) close(output);
}

struct Descriptors {
  int result = -1;
  int output = -1;

  void Close() const {
    if (result >= 0) close(result);
    if (output >= 0) close(output);
  }
};

[[noreturn]] void RunChild(const SupervisorRequest& request,
                           const Descriptors& descriptors, pid_t supervisor,
                           const std::function<void(size_t, int)>& body) {
  // A process group of its own keeps Ctrl-C for the caller, and lets a signal
  // reach all of the child's processes and nobody else.
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != supervisor) _exit(EXIT_FAILURE);  // It died before prctl().
  prctl(PR_SET_CHILD_SUBREAPER, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  // If memory runs out, the kernel shall kill this process and not the caller.
  WriteText("/proc/self/oom_score_adj", "1000");
  ReplaceStandardStreams(descriptors.output);
  LimitMemory(request.memory_bytes);
  body(request.task, descriptors.result);
  std::cout.flush();
  std::fflush(nullptr);
  // _exit() runs no destructors: the objects belong to the caller.
  _exit(EXIT_SUCCESS);
}

// Kills every process whose parent is this one.
void KillChildren() {
  DIR* processes = opendir("/proc");
  if (processes == nullptr) return;
  const pid_t self = getpid();
  while (const struct dirent* entry = readdir(processes)) {
    const pid_t pid = std::atoi(entry->d_name);
    if (pid <= 0) continue;
    const std::string status =
        std::string("/proc/") + entry->d_name + "/status";
    if (NumberAfter(status.c_str(), "PPid:") == self) kill(pid, SIGKILL);
  }
  closedir(processes);
}

// Ends every process that the child left behind. The trick: this process is a
// subreaper, so orphans become its children, in whatever session or group they
// are. Killing children until there are none gets all of them.
void EndLeftovers() {
  while (true) {
    const pid_t ended = waitpid(-1, nullptr, WNOHANG);
    if (ended < 0 && errno == ECHILD) return;
    if (ended != 0) continue;
    KillChildren();
    waitpid(-1, nullptr, 0);
  }
}

// Waits for the end of one child, and brings it about when its time is up.
class Watch {
 public:
  Watch(int socket, int signals, pid_t child, const SupervisorRequest& request)
      : socket_(socket),
        signals_(signals),
        child_(child),
        grace_ns_(request.grace_ns),
        kills_for_memory_(KillsForMemory()),
        start_ns_(NowNanoseconds()),
        deadline_ns_(Later(start_ns_, request.timeout_ns)) {}

  // Returns once the child has ended; false if the caller is gone.
  bool Wait(SupervisorReply& reply) {
    while (!Ended(reply)) {
      struct pollfd polled[] = {{signals_, POLLIN, 0},
                                {caller_is_there_ ? socket_ : -1, POLLIN, 0}};
      poll(polled, 2, Milliseconds());
      if (polled[0].revents != 0) TakeSignal();
      if (polled[1].revents != 0) ListenToCaller(reply);
      if (NowNanoseconds() >= deadline_ns_) Escalate(reply);
    }
    reply.elapsed_ns = NowNanoseconds() - start_ns_;
    reply.memory_ran_out = WIFSIGNALED(reply.wait_status) &&
                           WTERMSIG(reply.wait_status) == SIGKILL &&
                           KillsForMemory() > kills_for_memory_;
    return caller_is_there_;
  }

 private:
  bool Ended(SupervisorReply& reply) {
    siginfo_t ended = {};
    while (waitid(P_ALL, 0, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           ended.si_pid != 0) {
      // Until the child is collected, nobody else can get its group's number. A
      // signal to the group ends all of it at once, even processes that fork
      // faster than they could be found one by one.
      if (ended.si_pid == child_) kill(-child_, SIGKILL);
      int status;
      const pid_t collected = waitpid(ended.si_pid, &status, 0);
      if (collected == child_) {
        reply.wait_status = status;
        return true;
      }
      ended = {};  // An orphan of the child.
    }
    return false;
  }

  int Milliseconds() const {
    if (deadline_ns_ == kNever) return -1;
    const int64_t left_ns = deadline_ns_ - NowNanoseconds();
    return static_cast<int>(std::clamp<int64_t>(
        left_ns / 1'000'000 + 1, 0, std::numeric_limits<int>::max()));
  }

  void TakeSignal() {
    struct signalfd_siginfo info;
    static_cast<void>(!read(signals_, &info, sizeof(info)));
  }

  // A message asks to stop the child; the end of the stream means that the
  // caller is gone.
  void ListenToCaller(SupervisorReply& reply) {
    char message;
    caller_is_there_ = recv(socket_, &message, sizeof(message), 0) > 0;
    reply.interrupted = true;
    deadline_ns_ = NowNanoseconds();
    if (!caller_is_there_) asked_to_stop_ = true;  // Kill at once.
  }

  void Escalate(SupervisorReply& reply) {
    if (!reply.interrupted) reply.timed_out = true;
    const bool kill_now = asked_to_stop_;
    kill(-child_, kill_now ? SIGKILL : SIGTERM);
    kill(child_, kill_now ? SIGKILL : SIGTERM);
    kill(child_, SIGCONT);  // A stopped process takes no other signal.
    reply.killed = kill_now;
    asked_to_stop_ = true;
    deadline_ns_ = kill_now ? kNever : Later(NowNanoseconds(), grace_ns_);
  }

  const int socket_;
  const int signals_;
  const pid_t child_;
  const int64_t grace_ns_;
  const int64_t kills_for_memory_;
  const int64_t start_ns_;
  // When the next signal is due: SIGTERM first, then SIGKILL.
  int64_t deadline_ns_;
  bool asked_to_stop_ = false;
  bool caller_is_there_ = true;
};

// Reads a request and its descriptors. Returns false if the caller is gone.
bool Receive(int socket, SupervisorRequest& request, Descriptors& descriptors) {
  struct iovec bytes = {&request, sizeof(request)};
  alignas(struct cmsghdr) char control[CMSG_SPACE(2 * sizeof(int))];
  struct msghdr message = {};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof(control);
  ssize_t length;
  do {
    length = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (length < 0 && errno == EINTR);
  if (length <= 0) return false;
  const struct cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (header == nullptr) return true;  // A stop that came too late.
  int received[2];
  std::memcpy(received, CMSG_DATA(header), sizeof(received));
  descriptors.result = received[0];
  descriptors.output = received[1];
  return true;
}

// Runs one child to its end and replies. Returns false if the caller is gone.
bool Serve(int socket, int signals, const SupervisorRequest& request,
           const Descriptors& descriptors,
           const std::function<void(size_t, int)>& body) {
  const pid_t supervisor = getpid();
  SupervisorReply reply;
  const int64_t cpu_before_ns = CpuOfEndedNanoseconds();
  const pid_t child = fork();
  if (child == 0) {
    close(socket);
    close(signals);
    RunChild(request, descriptors, supervisor, body);
  }
  const int fork_errno = errno;
  descriptors.Close();
  bool caller_is_there = true;
  if (child < 0) {
    reply.fork_errno = fork_errno;
  } else {
    setpgid(child, child);  // The child does this too: one comes first.
    caller_is_there = Watch(socket, signals, child, request).Wait(reply);
    EndLeftovers();
    reply.cpu_ns = CpuOfEndedNanoseconds() - cpu_before_ns;
  }
  return send(socket, &reply, sizeof(reply), MSG_NOSIGNAL) > 0 &&
         caller_is_there;
}

}  // namespace

bool SendRequest(int socket, const SupervisorRequest& request,
                 const std::array<int, 2>& descriptors) {
  SupervisorRequest copy = request;
  struct iovec bytes = {&copy, sizeof(copy)};
  alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(descriptors))] = {};
  struct msghdr message = {};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof(control);
  struct cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(descriptors));
  std::memcpy(CMSG_DATA(header), descriptors.data(), sizeof(descriptors));
  return sendmsg(socket, &message, MSG_NOSIGNAL) ==
         static_cast<ssize_t>(sizeof(copy));
}

void SendStop(int socket) {
  const char stop = 0;
  static_cast<void>(!send(socket, &stop, sizeof(stop), MSG_NOSIGNAL));
}

void RunSupervisor(int socket, const std::function<void(size_t, int)>& body,
                   const std::function<void()>& clean_up) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  // A process group of its own lets this process outlive the caller when the
  // caller's group is killed, and clean up.
  setpgid(0, 0);
  // Signals to end are for the caller, who decides.
  sigset_t blocked;
  sigemptyset(&blocked);
  for (const int signal : {SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    std::signal(signal, SIG_DFL);
    sigaddset(&blocked, signal);
  }
  sigprocmask(SIG_BLOCK, &blocked, nullptr);
  sigset_t child_ends;
  sigemptyset(&child_ends);
  sigaddset(&child_ends, SIGCHLD);
  const int signals = signalfd(-1, &child_ends, SFD_CLOEXEC | SFD_NONBLOCK);

  SupervisorRequest request;
  Descriptors descriptors;
  while (Receive(socket, request, descriptors)) {
    if (descriptors.result < 0) continue;
    if (!Serve(socket, signals, request, descriptors, body)) break;
    descriptors = Descriptors();
  }
  EndLeftovers();
  clean_up();
  _exit(EXIT_SUCCESS);
}

}  // namespace feluda::runner_internal

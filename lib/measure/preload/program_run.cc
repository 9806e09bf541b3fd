#include "lib/measure/preload/program_run.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "lib/measure/preload/process_heap.h"
#include "lib/measure/preload/process_report.h"
#include "lib/measure/preload/report_file.h"

namespace feluda::preload {
namespace {

// What the kernel has counted for this process so far.
struct Times {
  int64_t clock_nanoseconds = 0;
  int64_t user = 0;
  int64_t system = 0;
  int64_t children_user = 0;
  int64_t children_system = 0;
};

// The run of this process. `process` tells it from a child of vfork(), which
// runs in the same memory under another number.
pid_t process = 0;
bool reported = false;
bool as_json = false;
ReportFile report_file;
Times start;
char command[512];

int64_t Microseconds(const struct timeval& time) {
  return int64_t{time.tv_sec} * 1'000'000 + time.tv_usec;
}

Times ReadTimes() {
  struct timespec clock;
  struct rusage self;
  struct rusage children;
  clock_gettime(CLOCK_MONOTONIC, &clock);
  getrusage(RUSAGE_SELF, &self);
  getrusage(RUSAGE_CHILDREN, &children);
  return {int64_t{clock.tv_sec} * 1'000'000'000 + clock.tv_nsec,
          Microseconds(self.ru_utime), Microseconds(self.ru_stime),
          Microseconds(children.ru_utime), Microseconds(children.ru_stime)};
}

// The kernel's high-water mark, or -1. Not that of getrusage(), which exec
// hands on from the program before.
int64_t ResidentPeakBytes() {
  char status[4096];
  const int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  const ssize_t length = read(file, status, sizeof(status) - 1);
  close(file);
  if (length <= 0) return -1;
  status[length] = '\0';
  const char* line = std::strstr(status, "\nVmHWM:");
  if (line == nullptr) return -1;
  return std::strtoll(line + std::strlen("\nVmHWM:"), nullptr, 10) * 1024;
}

void KeepCommand(int argc, char** argv) {
  size_t used = 0;
  for (int i = 0; i < argc && used + 2 < sizeof(command); ++i) {
    const int added = std::snprintf(command + used, sizeof(command) - used,
                                    "%s%s", i == 0 ? "" : " ", argv[i]);
    used += static_cast<size_t>(added > 0 ? added : 0);
  }
}

void Say(const char* what, const char* about) {
  dprintf(STDERR_FILENO, "feluda: %s %s\n", what, about);
}

// The value of a variable; null where it is not set or empty.
const char* ValueOf(const char* name, char** environment) {
  const size_t length = std::strlen(name);
  for (; *environment != nullptr; ++environment) {
    if (std::strncmp(*environment, name, length) != 0) continue;
    const char* rest = *environment + length;
    if (rest[0] == '=') return rest[1] == '\0' ? nullptr : rest + 1;
  }
  return nullptr;
}

void OpenReport(char** environment) {
  const char* path = ValueOf("FELUDA_MEASURE_OUT", environment);
  as_json = path != nullptr;
  const char* format = ValueOf("FELUDA_MEASURE_FORMAT", environment);
  if (format != nullptr) {
    const bool table = std::strcmp(format, "table") == 0;
    if (table || std::strcmp(format, "json") == 0) {
      as_json = !table;
    } else {
      Say("FELUDA_MEASURE_FORMAT is neither table nor json:", format);
    }
  }
  if (report_file.Open(path)) return;
  if (path == nullptr) return;  // The program was started without stderr.
  Say("cannot write FELUDA_MEASURE_OUT, reporting to stderr instead:", path);
  report_file.Open(nullptr);
}

ProcessFigures Figures(const char* how) {
  const Times now = ReadTimes();
  ProcessFigures figures;
  FillHeap(figures);
  figures.process = process;
  figures.parent = getppid();
  figures.command = command;
  figures.ended = how;
  figures.began_nanoseconds = start.clock_nanoseconds;
  figures.wall_nanoseconds = now.clock_nanoseconds - start.clock_nanoseconds;
  figures.user_microseconds = now.user - start.user;
  figures.system_microseconds = now.system - start.system;
  figures.children_user_microseconds = now.children_user - start.children_user;
  figures.children_system_microseconds =
      now.children_system - start.children_system;
  figures.resident_peak_bytes = ResidentPeakBytes();
  return figures;
}

}  // namespace

void BeginRun(int argc, char** argv, char** environment) {
  process = getpid();
  KeepCommand(argc, argv);
  OpenReport(environment);
  StartHeapRecording();
  ProcessFigures figures;
  FillHeap(figures);
  if (figures.heap_absent != nullptr && !as_json) {
    Say("no heap figures:", figures.heap_absent);
  }
  start = ReadTimes();
}

void BeginRunOfChild() {
  process = getpid();
  reported = false;
  RestartHeapRecording();
  start = Times();  // The kernel counts a child from 0.
  start.clock_nanoseconds = ReadTimes().clock_nanoseconds;
}

void ReportRun(const char* how) {
  if (reported || getpid() != process) return;
  reported = true;
  const int kept_errno = errno;
  const ProcessFigures figures = Figures(how);
  char text[kReportBytes];
  const size_t length =
      as_json ? WriteJson(figures, text) : WriteTable(figures, text);
  report_file.Append(text, length);
  errno = kept_errno;
}

void ContinueRun() {
  if (getpid() == process) reported = false;
}

}  // namespace feluda::preload

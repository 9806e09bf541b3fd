// The library that is preloaded into a program: LD_PRELOAD=libfeluda_measure.so
// PROGRAM. It begins before all others (-z initfirst), meters the whole run,
// and reports when the program returns from main, exits in any other way, or
// becomes another program. What a signal ends reports nothing.
//
// It uses no C++ library, since that would come into programs of C with it, and
// allocate 72,704 bytes there before main.

#include <alloca.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdarg>

#include "lib/measure/preload/program_run.h"

extern "C" int __cxa_atexit(void (*function)(void*), void* argument,
                            void* library) noexcept;

namespace {

using feluda::preload::ContinueRun;
using feluda::preload::ReportRun;

// Found at the beginning: looking for them later, in a child of a program with
// threads, could wait for a lock for ever.
struct Execs {
  int (*execve)(const char*, char* const*, char* const*);
  int (*execvpe)(const char*, char* const*, char* const*);
  int (*fexecve)(int, char* const*, char* const*);
} next;

template <typename Function>
void Find(const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

void ReportExit(void* /*unused*/) { ReportRun("exit"); }
void ReportQuickExit() { ReportRun("quick_exit"); }

[[gnu::constructor]] void Begin(int argc, char** argv, char** environment) {
  Find("execve", next.execve);
  Find("execvpe", next.execvpe);
  Find("fexecve", next.fexecve);
  pthread_atfork(nullptr, nullptr, feluda::preload::BeginRunOfChild);
  // Registered before all others, and for no library, it runs after all others:
  // what the libraries' destructors free is freed by then. A destructor of this
  // library would run before theirs.
  __cxa_atexit(ReportExit, nullptr, nullptr);
  at_quick_exit(ReportQuickExit);
  feluda::preload::BeginRun(argc, argv, environment);
}

// Reports, and calls `exec`, which returns only if it failed.
template <typename Exec, typename Program>
int ReportAndExec(Exec exec, Program program, char* const* argv,
                  char* const* environment) {
  ReportRun("exec");
  const int result = exec(program, argv, environment);
  ContinueRun();
  return result;
}

// The arguments of an execl(), whose list ends with a null.
int Count(va_list list) {
  int count = 1;
  // NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): the macro starts it
  while (va_arg(list, const char*) != nullptr) ++count;
  return count;
}

void Copy(const char* first, va_list list, char** argv) {
  *argv = const_cast<char*>(first);
  while (*argv != nullptr) *++argv = va_arg(list, char*);
}

}  // namespace

// Copies the list `first`, ... into an array on the stack.
// NOLINTBEGIN(bugprone-macro-parentheses): a name that is declared takes none
#define FELUDA_LIST_TO_ARGV(first, argv, list)                 \
  va_list list;                                                \
  va_start(list, first);                                       \
  const int count = Count(list);                               \
  va_end(list);                                                \
  auto** argv = static_cast<char**>(                           \
      alloca(sizeof(char*) * static_cast<size_t>(count + 1))); \
  va_start(list, first);                                       \
  Copy(first, list, argv)
// NOLINTEND(bugprone-macro-parentheses)

#pragma GCC visibility push(default)
extern "C" {

void _exit(int status) {
  ReportRun("_exit");
  for (;;) syscall(SYS_exit_group, status);
}

void _Exit(int status) noexcept { _exit(status); }

int execve(const char* path, char* const argv[],
           char* const environment[]) noexcept {
  return ReportAndExec(next.execve, path, argv, environment);
}

int execv(const char* path, char* const argv[]) noexcept {
  return ReportAndExec(next.execve, path, argv, environ);
}

int execvp(const char* file, char* const argv[]) noexcept {
  return ReportAndExec(next.execvpe, file, argv, environ);
}

int execvpe(const char* file, char* const argv[],
            char* const environment[]) noexcept {
  return ReportAndExec(next.execvpe, file, argv, environment);
}

int fexecve(int file, char* const argv[], char* const environment[]) noexcept {
  return ReportAndExec(next.fexecve, file, argv, environment);
}

int execl(const char* path, const char* first, ...) noexcept {
  FELUDA_LIST_TO_ARGV(first, argv, list);
  va_end(list);
  return ReportAndExec(next.execve, path, argv, environ);
}

int execlp(const char* file, const char* first, ...) noexcept {
  FELUDA_LIST_TO_ARGV(first, argv, list);
  va_end(list);
  return ReportAndExec(next.execvpe, file, argv, environ);
}

int execle(const char* path, const char* first, ...) noexcept {
  FELUDA_LIST_TO_ARGV(first, argv, list);
  char** environment = va_arg(list, char**);
  va_end(list);
  return ReportAndExec(next.execve, path, argv, environment);
}

}  // extern "C"
#pragma GCC visibility pop

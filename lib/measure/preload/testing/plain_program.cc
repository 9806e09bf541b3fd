// Does what its arguments say, one after the other, and exits with status 0:
//
//   allocate       3 blocks of 1000, 2000 and 3000 bytes, of which it frees two
//   resize         a block of 100 bytes that grows to 5000 and is freed
//   threads        16 threads that allocate 100 blocks of 64 bytes each and
//                  free them
//   new            an object of each form of operator new, freed again
//   fork           a child that allocates
//   fork_and_exit  a child that allocates and calls _exit
//   vfork          a child by vfork that becomes this program, allocating
//   spawn          a child by posix_spawn that is this program, allocating
//   fail_to_exec   an exec of a file that is not there
//   exec           becomes this program, allocating
//   close_stderr   closes stderr
//   close_all      closes all descriptors but the first three
//   chroot         changes the root directory to an empty one, if it may
//   _exit, quick_exit, abort, kill   ends so

#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

const char* this_program;

// The compiler loses sight of the block, so it cannot drop the call.
void* Seen(void* block) {
  asm volatile("" : "+r"(block) : : "memory");
  return block;
}

void Allocate() {
  void* first = Seen(malloc(1000));
  void* second = Seen(calloc(2, 1000));
  Seen(malloc(3000));
  free(first);
  free(second);
}

void Resize() { free(Seen(realloc(Seen(malloc(100)), 5000))); }

void* AllocateInThread(void*) {
  for (int i = 0; i < 100; ++i) free(Seen(malloc(64)));
  return nullptr;
}

void RunThreads() {
  pthread_t threads[16];
  for (pthread_t& thread : threads) {
    if (pthread_create(&thread, nullptr, AllocateInThread, nullptr) != 0) {
      abort();
    }
  }
  for (pthread_t& thread : threads) pthread_join(thread, nullptr);
}

struct alignas(256) Wide {
  char bytes[256];
};

void UseOperatorNew() {
  delete static_cast<int*>(Seen(new int));
  delete[] static_cast<char*>(Seen(new char[100]));
  delete static_cast<int*>(Seen(new (std::nothrow) int));
  delete static_cast<Wide*>(Seen(new Wide));
  delete[] static_cast<Wide*>(Seen(new Wide[2]));
}

void WaitFor(pid_t child) {
  int status = -1;
  if (waitpid(child, &status, 0) != child || status != 0) abort();
}

char* const* AllocatingArguments() {
  static char name[] = "child";
  static char allocate[] = "allocate";
  static char* arguments[] = {name, allocate, nullptr};
  return arguments;
}

void Fork(void (*end)(int)) {
  const pid_t child = fork();
  if (child == 0) {
    Allocate();
    end(0);
  }
  WaitFor(child);
}

void Vfork() {
  // The child shares this process's memory: it may call nothing but these two.
  char* const* arguments = AllocatingArguments();
  // NOLINTNEXTLINE(clang-analyzer-security.insecureAPI.vfork): vfork is tested
  const pid_t child = vfork();
  if (child == 0) {
    execv(this_program, arguments);
    _exit(1);
  }
  WaitFor(child);
}

void Spawn() {
  pid_t child;
  if (posix_spawn(&child, this_program, nullptr, nullptr, AllocatingArguments(),
                  environ) != 0) {
    abort();
  }
  WaitFor(child);
}

void CloseAll() {
  for (int file = 3; file < 1024; ++file) close(file);
}

void ChangeRoot() {
  char folder[] = "/tmp/emptyXXXXXX";
  if (mkdtemp(folder) == nullptr) abort();
  const bool changed = chroot(folder) == 0 && chdir("/") == 0;
  if (!changed) rmdir(folder);
}

struct Action {
  const char* name;
  void (*run)();
};

const Action kActions[] = {
    {"allocate", Allocate},
    {"resize", Resize},
    {"threads", RunThreads},
    {"new", UseOperatorNew},
    {"fork", [] { Fork(exit); }},
    {"fork_and_exit", [] { Fork(_exit); }},
    {"vfork", Vfork},
    {"spawn", Spawn},
    {"fail_to_exec", [] { execl("/nowhere", "nowhere", nullptr); }},
    {"exec", [] { execl(this_program, "again", "allocate", nullptr); }},
    {"close_stderr", [] { close(STDERR_FILENO); }},
    {"close_all", CloseAll},
    {"chroot", ChangeRoot},
    {"_exit", [] { _exit(0); }},
    {"quick_exit", [] { quick_exit(0); }},
    {"abort", abort},
    {"kill", [] { raise(SIGKILL); }},
};

}  // namespace

int main(int argc, char** argv) {
  this_program = "/proc/self/exe";
  for (int i = 1; i < argc; ++i) {
    bool known = false;
    for (const Action& action : kActions) {
      if (strcmp(action.name, argv[i]) != 0) continue;
      known = true;
      action.run();
    }
    if (!known) return 2;
  }
}

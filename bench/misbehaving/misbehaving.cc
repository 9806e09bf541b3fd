// Benchmarks that do to their process what no benchmark should, between others
// that behave. A run over all of them must end with a result for each.

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "benchmark/benchmark.h"
#include "lib/fixture/fake_operator.h"
#include "lib/fixture/operator_benchmark.h"

namespace feluda {
namespace {

using benchmark::State;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

void Behave(State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(state.iterations());
}

void Segfault(State&) {
  volatile int* volatile nowhere = nullptr;
  // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): it is to crash
  *nowhere = 1;
}

[[noreturn]] void LoopForEver() {
  for (volatile int i = 0;; i = 1 - i) {
  }
}

void IgnoreSigterm(State&) {
  std::signal(SIGTERM, SIG_IGN);
  LoopForEver();
}

// A daemon, a child that ignores SIGTERM, and one in a group of its own.
void LeaveChildren(State& state) {
  Behave(state);
  if (fork() == 0) {
    setsid();
    if (fork() == 0) LoopForEver();
    _exit(0);
  }
  if (fork() == 0) {
    std::signal(SIGTERM, SIG_IGN);
    LoopForEver();
  }
  if (fork() == 0) {
    setpgid(0, 0);
    LoopForEver();
  }
}

// Each generation forks the next and goes, faster than anyone can look for
// them; not for ever, lest a failing test leave them to the machine.
void LeaveProcessesThatFork(State& state) {
  Behave(state);
  if (fork() != 0) return;
  const std::time_t end = std::time(nullptr) + 60;
  while (std::time(nullptr) < end) {
    if (fork() != 0) break;
  }
  _exit(0);
}

// Goes on in two processes.
void ForkAndReturn(State& state) {
  static_cast<void>(fork());
  Behave(state);
}

void AllocateForEver(State&) {
  constexpr size_t kBlock = 16 << 20;
  while (true) std::memset(new char[kBlock], 1, kBlock);
}

void AllocateUnchecked(State&) {
  constexpr size_t kBlock = 16 << 20;
  while (true) {
    char* volatile block = static_cast<char*>(std::malloc(kBlock));
    std::memset(block, 1, kBlock);
  }
}

void CloseDescriptors(State& state) {
  for (int i = 0; i < 1024; ++i) close(i);
  Behave(state);
}

void WriteGarbage(State& state) {
  const std::string garbage = "\"\xff\x1b[31m\n{\"runs\": [\n";
  for (int i = STDERR_FILENO + 1; i < 1024; ++i) {
    static_cast<void>(!write(i, garbage.data(), garbage.size()));
  }
  Behave(state);
}

void FloodStdout(State& state) {
  const std::string line(999, 'x');
  for (int i = 0; i < 100'000; ++i) std::puts(line.c_str());
  Behave(state);
}

void SpeakInTongues(State&) {
  std::fputs("\x1b[31m\x01\xff last words \xc3", stderr);
  _exit(3);
}

int Recurse(int depth) {
  volatile char frame[4096];
  frame[0] = static_cast<char>(depth);
  return frame[0] == depth + 1 ? 0 : Recurse(depth + 1) + frame[0];
}

void ThrowInAThread(State&) {
  std::thread([] { throw std::runtime_error("in a thread"); }).join();
}

void DeleteDirectory(State& state) {
  std::string path =
      std::filesystem::temp_directory_path() / "misbehaving.XXXXXX";
  if (mkdtemp(path.data()) == nullptr || chdir(path.c_str()) != 0 ||
      rmdir(path.c_str()) != 0) {
    state.SkipWithError("no directory to delete");
  }
  Behave(state);
}

void AllowNoFiles(State& state) {
  const struct rlimit none = {0, 0};
  setrlimit(RLIMIT_NOFILE, &none);
  Behave(state);
}

void StopItself(State&) {
  std::raise(SIGSTOP);
  LoopForEver();
}

void RegisterOperator(const std::string& name, FakeOperator::Config config) {
  OperatorBenchmark<FakeOperator> benchmark;
  benchmark.name = "operator/" + name;
  benchmark.config = std::move(config);
  benchmark.make_input = [] {
    OperatorBenchmark<FakeOperator>::Input input;
    input.value = 100'000;
    return input;
  };
  Register(benchmark);
}

void RegisterOperators() {
  FakeOperator::Config config;
  config.model_bytes = 100'000;
  RegisterOperator("behaves", config);
  config.in_run = []() -> absl::Status { throw 7; };
  RegisterOperator("throws_int", config);
  config.in_run = []() -> absl::Status { std::abort(); };
  RegisterOperator("aborts", config);
  config.in_run = []() -> absl::Status { std::exit(0); };
  RegisterOperator("exits", config);
  config.in_run = [] { return absl::NotFoundError("no model"); };
  RegisterOperator("fails", config);
  config.in_run = [] { return absl::OkStatus(); };
  config.in_cleanup = [] { LoopForEver(); };
  RegisterOperator("loops_in_cleanup", config);
}

// A family with Complexity() of which nothing, or too little, can be fitted.
void RegisterFamily(const std::string& name, FakeOperator::Config config,
                    const std::function<absl::Status(int64_t size)>& make) {
  using Benchmark = OperatorBenchmark<FakeOperator>;
  Benchmark benchmark;
  benchmark.name = "family/" + name;
  benchmark.config = std::move(config);
  benchmark.make_sized_input =
      [make](int64_t size) -> absl::StatusOr<Benchmark::Input> {
    if (absl::Status made = make(size); !made.ok()) return made;
    Benchmark::Input input;
    input.value = static_cast<size_t>(size);
    return input;
  };
  Register(benchmark)->Arg(100)->Arg(200)->Complexity();
}

void RegisterFamilies() {
  const auto fine = [](int64_t) { return absl::OkStatus(); };
  FakeOperator::Config config;
  RegisterFamily("behaves", config, fine);
  RegisterFamily("half_an_input", config, [](int64_t size) {
    return size == 100 ? absl::NotFoundError("no page") : absl::OkStatus();
  });
  RegisterFamily("no_input", config,
                 [](int64_t) { return absl::NotFoundError("no page"); });
  RegisterFamily("throws_for_input", config,
                 [](int64_t) -> absl::Status { throw 7; });
  config.create_status = absl::NotFoundError("no model");
  RegisterFamily("no_model", config, fine);
  config.create_status = absl::OkStatus();
  config.in_run = [] { return absl::InternalError("no result"); };
  RegisterFamily("fails", config, fine);
  config.in_run = []() -> absl::Status { throw std::runtime_error("thrown"); };
  RegisterFamily("throws", config, fine);
  config.in_run = [] {
    benchmark::DoNotOptimize(::operator new (size_t{1} << 62));
    return absl::OkStatus();
  };
  RegisterFamily("allocates", config, fine);
  benchmark::RegisterBenchmark(
      "family/skips", [](State& state) { state.SkipWithError("skipped"); })
      ->Arg(1)
      ->Arg(2)
      ->Threads(2)
      ->Complexity();
}

struct Misbehaving {
  const char* name;
  void (*function)(State&);
};

// A sanitizer ends its process another way than the kernel does, and needs
// memory and descriptors of its own.
constexpr Misbehaving kNotUnderSanitizers[] = {
    {"allocates", AllocateForEver},
    {"allocates_unchecked", AllocateUnchecked},
    {"allows_no_files", AllowNoFiles},
    {"overflows_stack", [](State&) { Recurse(0); }},
    {"segfaults", Segfault},
};

constexpr Misbehaving kUnruly[] = {
    {"aborts", [](State&) { std::abort(); }},
    {"closes_descriptors", CloseDescriptors},
    {"deletes_directory", DeleteDirectory},
    {"exits", [](State&) { std::exit(0); }},
    {"exits_at_once", [](State&) { _exit(0); }},
    {"floods_stdout", FloodStdout},
    {"forks_and_returns", ForkAndReturn},
    {"ignores_sigterm", IgnoreSigterm},
    {"kills_group", [](State&) { kill(0, SIGKILL); }},
    {"leaves_children", LeaveChildren},
    {"leaves_processes_that_fork", LeaveProcessesThatFork},
    {"loops", [](State&) { LoopForEver(); }},
    {"speaks_in_tongues", SpeakInTongues},
    {"stops_itself", StopItself},
    {"throws", [](State&) { throw std::runtime_error("no model"); }},
    {"throws_in_a_thread", ThrowInAThread},
    {"throws_int", [](State&) { throw 7; }},
    {"writes_garbage", WriteGarbage},
};

void RegisterUnruly(const Misbehaving& misbehaving) {
  const std::string name = misbehaving.name;
  benchmark::RegisterBenchmark(("misbehaving/" + name).c_str(),
                               misbehaving.function)
      ->Iterations(1);
  benchmark::RegisterBenchmark(("fine/after_" + name).c_str(), Behave)
      ->Iterations(1);
}

// So many that do nothing.
void RegisterTrivial(int count) {
  for (int i = 0; i < count; ++i) {
    const std::string name = "trivial/" + std::to_string(i);
    benchmark::RegisterBenchmark(name.c_str(), Behave)->Iterations(1);
  }
}

const bool registered = [] {
  if (const char* trivial = std::getenv("MISBEHAVING_TRIVIAL")) {
    RegisterTrivial(std::atoi(trivial));
    return true;
  }
  for (const Misbehaving& misbehaving : kUnruly) RegisterUnruly(misbehaving);
  if (!kSanitized) {
    for (const Misbehaving& misbehaving : kNotUnderSanitizers) {
      RegisterUnruly(misbehaving);
    }
  }
  RegisterOperators();
  RegisterFamilies();
  return true;
}();

}  // namespace
}  // namespace feluda

// Google Benchmark's MemoryManager, implemented: allocations, bytes, net growth
// and peak of every benchmark.
//
//   int main(int argc, char** argv) {
//     benchmark::Initialize(&argc, argv);
//     const auto status = feluda::RegisterMemoryManager();
//     if (!status.ok()) std::cerr << status.message() << "\n";
//     feluda::MemoryReporter reporter;  // memory_reporter.h
//     benchmark::RunSpecifiedBenchmarks(&reporter);
//   }
//
// Google Benchmark's own reporters show memory in JSON alone, and release 1.7
// shows it wrong there for all but the last of several repetitions. The
// MemoryReporter shows it on the console and in CSV too, and right.
//
// Google Benchmark runs a benchmark once more for it, up to 16 iterations in
// one thread, and meters that pass alone: the times are not affected. A
// benchmark of several threads has no pass and no figures, since one of its
// threads alone may wait for the others for ever. A program that registers a
// manager of its own keeps that one, and says so on stderr. Both need the
// linker's option --wrap, which //lib/measure:memory_manager and CMake's
// FeludaMeasure::benchmark bring; calls from a shared library escape it.
// Fixtures' SetUp and TearDown are inside the pass in every release up
// to 1.9.5, and outside on the main branch since 2026. A benchmark that wants
// only a part of the pass counted calls CountOnly().
//
// Works with Google Benchmark 1.7 and later.

#ifndef LIB_MEASURE_MEMORY_MANAGER_H_
#define LIB_MEASURE_MEMORY_MANAGER_H_

#include <cstddef>
#include <deque>
#include <optional>

#include "benchmark/benchmark.h"
#include "lib/measure/heap/heap_meter.h"
#include "lib/measure/vocabulary.h"

namespace feluda {

class MemoryManager : public benchmark::MemoryManager {
 public:
  // Returns the registered manager, or null.
  static MemoryManager* Registered();

  void Start() override;
  void Stop(Result& result) override;
  // Google Benchmark 1.7 calls this one; later versions do not have it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsuggest-override"
#ifdef __clang__
#pragma clang diagnostic ignored "-Winconsistent-missing-override"
#endif
  void Stop(Result* result) {  // NOLINT(modernize-use-override)
    Stop(*result);
  }
#pragma GCC diagnostic pop

  // Whether Start() was called and Stop() was not yet.
  bool in_pass() const { return window_.has_value(); }

  // The number of passes so far, the current one included.
  size_t passes() const { return passes_; }

  // The result of pass number `pass`, counted from 1; null before its Stop().
  // The pointer stays valid, unlike that of Google Benchmark's own copy.
  const Result* ResultOf(size_t pass) const;

  // The result of the newest pass that Google Benchmark had stored at `where`
  // and that has this number of allocations an iteration; null if there is
  // none. The pointer stays valid.
  const Result* ResultStoredAt(const Result* where,
                               double allocs_per_iter) const;

  // Makes `usage`, which was metered inside the current pass, the result of the
  // pass.
  // REQUIRES: in_pass().
  void CountOnly(const HeapUsage& usage) { part_ = usage; }

 private:
  std::optional<HeapWindow> window_;
  std::optional<HeapUsage> part_;
  size_t passes_ = 0;
  std::deque<Result> results_;
  // Where Google Benchmark stored each result.
  std::deque<const Result*> stored_at_;
};

// Registers one MemoryManager for the process. If heap usage cannot be metered,
// or the program registered a manager of its own, registers none and returns
// the reason: figures are absent then, not 0.
Status RegisterMemoryManager();

}  // namespace feluda

#endif  // LIB_MEASURE_MEMORY_MANAGER_H_

// A fake of Google Benchmark's interface in versions that this system does not
// have, for //lib/measure's benchmark_api tests. It declares what the meter
// uses, after those versions' headers.
//
// Without a macro it is that of 1.8 to 1.9: there is only Stop(Result&), and a
// run points to its memory result. With FELUDA_MEMORY_BY_VALUE it is that of
// the main branch since 2026: a run holds its memory result, which says how
// many iterations it covers.

#ifndef BENCHMARK_BENCHMARK_H_
#define BENCHMARK_BENCHMARK_H_

#include <cstddef>
#include <cstdint>
#include <iostream>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace benchmark {

class MemoryManager {
 public:
  static constexpr int64_t TombstoneValue = std::numeric_limits<int64_t>::max();

  struct Result {
    int64_t num_allocs = 0;
    int64_t max_bytes_used = 0;
    int64_t total_allocated_bytes = TombstoneValue;
    int64_t net_heap_growth = TombstoneValue;
#ifdef FELUDA_MEMORY_BY_VALUE
    int64_t memory_iterations = 0;
#endif
  };

  virtual ~MemoryManager() = default;
  virtual void Start() = 0;
  virtual void Stop(Result& result) = 0;
};

inline MemoryManager* registered_manager = nullptr;
inline void RegisterMemoryManager(MemoryManager* manager) {
  registered_manager = manager;
}

class State {
 public:
  State(int thread_index, int threads)
      : thread_index_(thread_index), threads_(threads) {}
  int thread_index() const { return thread_index_; }
  int threads() const { return threads_; }

 private:
  int thread_index_;
  int threads_;
};

class Counter {
 public:
  enum Flags { kDefaults = 0 };
  enum OneK { kIs1000 = 1000, kIs1024 = 1024 };
  // NOLINTNEXTLINE(google-explicit-constructor): as Google Benchmark has it
  Counter(double v = 0, Flags f = kDefaults, OneK k = kIs1000)
      : value(v), flags(f), oneK(k) {}

  double value;
  Flags flags;
  OneK oneK;
};
using UserCounters = std::map<std::string, Counter>;

namespace internal {
struct Statistics {
  std::string name_;
  double (*compute_)(const std::vector<double>&);
};
}  // namespace internal

class BenchmarkReporter {
 public:
  struct Context {};
  struct Run {
    enum RunType { RT_Iteration, RT_Aggregate };
    RunType run_type = RT_Iteration;
    std::string aggregate_name;
    const std::vector<internal::Statistics>* statistics = nullptr;
    UserCounters counters;
#ifdef FELUDA_MEMORY_BY_VALUE
    MemoryManager::Result memory_result;
#else
    const MemoryManager::Result* memory_result = nullptr;
#endif
    double allocs_per_iter = 0;
  };

  virtual ~BenchmarkReporter() = default;
  virtual bool ReportContext(const Context& context) = 0;
  virtual void ReportRuns(const std::vector<Run>& runs) = 0;
  virtual void Finalize() {}

  void SetOutputStream(std::ostream* out) { out_ = out; }
  void SetErrorStream(std::ostream* error) { error_ = error; }
  std::ostream& GetOutputStream() const { return *out_; }
  std::ostream& GetErrorStream() const { return *error_; }

 private:
  std::ostream* out_ = &std::cout;
  std::ostream* error_ = &std::cerr;
};

class JSONReporter : public BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>&) override {}
};

inline BenchmarkReporter* CreateDefaultDisplayReporter() {
  static JSONReporter reporter;
  return &reporter;
}

// Without bodies here.
size_t RunSpecifiedBenchmarks();
size_t RunSpecifiedBenchmarks(BenchmarkReporter* reporter);

}  // namespace benchmark

#endif  // BENCHMARK_BENCHMARK_H_

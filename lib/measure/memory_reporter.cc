#include "lib/measure/memory_reporter.h"

#include <cmath>
#include <cstring>
#include <string>

#include "lib/measure/memory_manager.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;
using benchmark::Counter;

constexpr const char* kNames[] = {"allocs_per_iter", "max_bytes_used",
                                  "total_allocated_bytes", "net_heap_growth"};

Counter Bytes(int64_t bytes) {
  return {static_cast<double>(bytes), Counter::kDefaults, Counter::kIs1024};
}

// Adds the statistic of the repetitions' counter `name` to an aggregate.
void AddStatistic(const benchmark::internal::Statistics& statistic,
                  const std::string& name, const std::vector<Run>& repetitions,
                  Run& aggregate) {
  std::vector<double> values;
  Counter counter;
  for (const Run& run : repetitions) {
    const auto found = run.counters.find(name);
    if (found == run.counters.end()) continue;
    counter = found->second;
    values.push_back(counter.value);
  }
  if (values.empty()) return;
  counter.value = statistic.compute_(values);
  // What varies around 0 has no coefficient of variation.
  if (std::isfinite(counter.value)) aggregate.counters[name] = counter;
}

// Makes the statistic of the repetitions' memory that `aggregate` is of their
// times.
void Aggregate(const std::vector<Run>& repetitions, Run& aggregate) {
  if (repetitions.empty()) return;
  for (const auto& statistic : *repetitions.front().statistics) {
    if (statistic.name_ != aggregate.aggregate_name) continue;
    for (const char* name : kNames) {
      AddStatistic(statistic, name, repetitions, aggregate);
    }
  }
}

// The memory of a run that holds a pointer to it, as in releases of Google
// Benchmark; null if there is none, or if it is of another manager. The pointer
// is mended as well: release 1.7 keeps the results of repetitions in a vector
// that grows, and points to where they were, so they are not to be read there.
[[maybe_unused]] const MemoryManager::Result* MemoryOf(
    const MemoryManager& manager, double allocs_per_iter,
    const MemoryManager::Result*& held) {
  if (held == nullptr) return nullptr;
  const MemoryManager::Result* result =
      manager.ResultStoredAt(held, allocs_per_iter);
  if (result != nullptr) held = result;
  return result;
}

// The memory of a run that holds the result itself, as on Google Benchmark's
// main branch. It is a template because earlier results have no
// memory_iterations.
template <typename Result>
[[maybe_unused]] const Result* MemoryOf(const MemoryManager& /*manager*/,
                                        double /*allocs_per_iter*/,
                                        Result& held) {
  return held.memory_iterations > 0 ? &held : nullptr;
}

bool IsAggregate(const Run& run) { return run.run_type == Run::RT_Aggregate; }

// Whether the reporter writes JSON. In a program without run-time type
// information, the pointer with which an object of a class begins, to the table
// of its virtual functions, tells the class.
bool WritesJson(benchmark::BenchmarkReporter& reporter) {
#ifdef __GXX_RTTI
  return dynamic_cast<benchmark::JSONReporter*>(&reporter) != nullptr;
#else
  const benchmark::JSONReporter json;
  const void* of_json;
  const void* of_reporter;
  std::memcpy(&of_json, &json, sizeof(of_json));
  std::memcpy(&of_reporter, &reporter, sizeof(of_reporter));
  return of_json == of_reporter;
#endif
}

}  // namespace

MemoryReporter::MemoryReporter()
    : MemoryReporter(*benchmark::CreateDefaultDisplayReporter()) {}

MemoryReporter::MemoryReporter(benchmark::BenchmarkReporter& next)
    : next_(next), adds_counters_(!WritesJson(next)) {}

bool MemoryReporter::ReportContext(const Context& context) {
  next_.SetOutputStream(&GetOutputStream());
  next_.SetErrorStream(&GetErrorStream());
  return next_.ReportContext(context);
}

void MemoryReporter::ReportRuns(const std::vector<Run>& runs) {
  std::vector<Run> completed = runs;
  if (!completed.empty() && !IsAggregate(completed.front())) {
    repetitions_.clear();
  }
  for (Run& run : completed) {
    if (!IsAggregate(run)) {
      AddMemory(run);
      repetitions_.push_back(run);
    } else if (adds_counters_) {
      Aggregate(repetitions_, run);
    }
  }
  next_.ReportRuns(completed);
}

void MemoryReporter::Finalize() { next_.Finalize(); }

void MemoryReporter::AddMemory(Run& run) const {
  const MemoryManager* manager = MemoryManager::Registered();
  if (manager == nullptr) return;
  const MemoryManager::Result* memory =
      MemoryOf(*manager, run.allocs_per_iter, run.memory_result);
  if (memory == nullptr || !adds_counters_) return;
  run.counters[kNames[0]] = run.allocs_per_iter;
  run.counters[kNames[1]] = Bytes(memory->max_bytes_used);
  run.counters[kNames[2]] = Bytes(memory->total_allocated_bytes);
  run.counters[kNames[3]] = Bytes(memory->net_heap_growth);
}

}  // namespace feluda

// How many workers of an operator a machine has room for.
//
//   const Machine machine = {/*cpus=*/4, /*memory_bytes=*/4e9};
//   WorkerFit fit = FitWorkers(machine, WorkerNeeds{210e6, 1.0});
//   // fit.workers == 4, fit.bound_by == WorkerFit::Bound::kCpus

#ifndef LIB_RUNS_WORKERS_WORKER_FIT_H_
#define LIB_RUNS_WORKERS_WORKER_FIT_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// The machine to plan for, and the amount of work. Nullopt means not stated.
struct PlanRequest {
  std::optional<double> cpus;
  std::optional<double> memory_bytes;
  std::optional<double> items;
};

// Reads "cpus=4,memory=4GiB,items=100000": any of the three, in any order;
// nothing is asked for where the text is empty. Memory takes B, KiB, MiB, GiB
// or TiB, or kB, MB, GB or TB. InvalidArgument names the part and the remedy.
absl::StatusOr<PlanRequest> ParsePlanRequest(absl::string_view text);

// How much more memory a worker is given than it was seen to take, as a share,
// since the next input may be larger.
inline constexpr double kMemoryMargin = 0.1;
// The share of the machine's memory that is left to the system and all else.
inline constexpr double kSystemShare = 0.1;

struct Machine {
  double cpus = 1;
  std::optional<double> memory_bytes;
};

struct WorkerNeeds {
  // The memory to give it, kMemoryMargin included.
  std::optional<double> memory_bytes;
  // The CPUs that it keeps busy: CPU time over wall clock.
  double cpus = 1;
};

struct WorkerFit {
  enum class Bound { kCpus, kMemory };

  int64_t workers = 0;
  // What is used up by so many; kCpus if both are, or if no memory is known.
  Bound bound_by = Bound::kCpus;
};

// Returns how many workers fit. A worker that waits, and so keeps less than a
// CPU busy, still gets a whole one, so that nobody has less than planned when
// no worker waits. However few CPUs there are, one worker fits; if memory does
// not suffice, none does.
WorkerFit FitWorkers(const Machine& machine, const WorkerNeeds& needs);

}  // namespace feluda

#endif  // LIB_RUNS_WORKERS_WORKER_FIT_H_

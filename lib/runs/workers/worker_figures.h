// What is found out about the workers of an operator, as counters of runs,
// there and back: by two benchmarks on a whole folder, and by a short trial
// beside a benchmark.

#ifndef LIB_RUNS_WORKERS_WORKER_FIGURES_H_
#define LIB_RUNS_WORKERS_WORKER_FIGURES_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "lib/runs/counters.h"

namespace feluda {

// The names that the two have after their operator's.
inline constexpr absl::string_view kAllFiles = "all_files";
inline constexpr absl::string_view kPlannedWorkers = "planned_workers";

// All files of a folder, one after another, by one process.
struct FolderPass {
  // Those that the operator was run on, and of these those that it refused.
  double files = 0;
  double failed = 0;
  // Those that it did not come to, as its time was up.
  double not_reached = 0;
  // After that, files that it had done were done again: how many times it did
  // one between two readings of the resident memory, and how far that rose. A
  // file that was done before needs no memory that was not taken already, so
  // this is growth that goes on. Nullopt where it was not measured.
  double files_again = 0;
  std::optional<double> growth_bytes;
};

void SetFolderPass(Counters& counters, const FolderPass& pass);

// Nullopt where the counters are not those of a pass.
std::optional<FolderPass> GetFolderPass(const Counters& counters);

// As many workers as the plan has at once, and one of them alone before.
struct WorkersAtOnce {
  double workers = 0;
  // The amount of input that all workers did in an hour, and one alone.
  double amount_per_hour = 0;
  double alone_per_hour = 0;
  // What each of them did in a second of its CPU time, of what one alone did:
  // 1 where they do not slow each other down. Other programs that take CPU time
  // meanwhile change it little. Nullopt where it was not measured.
  std::optional<double> speed_of_each;
  // How many CPUs everything else on the machine kept busy meanwhile.
  std::optional<double> other_cpus;
  // The sum of the workers' highest resident memory, pages that they share
  // counted for each, and that of one alone.
  double peak_bytes = 0;
  double alone_peak_bytes = 0;
};

void SetWorkersAtOnce(Counters& counters, const WorkersAtOnce& workers);

// Nullopt where the counters are not of workers at once.
std::optional<WorkersAtOnce> GetWorkersAtOnce(const Counters& counters);

// As many workers as fit the machine, each on the input of one benchmark, for
// about a second.
struct WorkersTrial {
  double workers = 0;
  // How many CPUs they kept busy, had they not slowed each other down.
  double busy_cpus = 0;
  // As in WorkersAtOnce.
  double speed_of_each = 1;
};

void SetWorkersTrial(Counters& counters, const WorkersTrial& trial);

// Nullopt where there was none.
std::optional<WorkersTrial> GetWorkersTrial(const Counters& counters);

// Whether an operator is no worker of a deployer's: what makes data up, or
// loads a model alone. There and back.
void SetIsNoWorker(Counters& counters);
bool IsNoWorker(const Counters& counters);

}  // namespace feluda

#endif  // LIB_RUNS_WORKERS_WORKER_FIGURES_H_

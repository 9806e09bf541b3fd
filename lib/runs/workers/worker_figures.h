// Writes and reads what is found out about the workers of an operator, as
// counters of runs: by two benchmarks on a whole folder, and by a short trial
// beside a benchmark.

#ifndef LIB_RUNS_WORKERS_WORKER_FIGURES_H_
#define LIB_RUNS_WORKERS_WORKER_FIGURES_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "lib/runs/counters.h"

namespace feluda {

// The names of the two benchmarks, after their operator's.
inline constexpr absl::string_view kAllFiles = "all_files";
inline constexpr absl::string_view kPlannedWorkers = "planned_workers";

// All files of a folder, one after another, by one process.
struct FolderPass {
  // How many files the operator was run on, and how many of these failed.
  double files = 0;
  double failed = 0;
  // How many files it did not reach, because its time was up.
  double not_reached = 0;
  // After the pass some files were run again, round by round: how many runs lie
  // between the first round and the last, and how far resident memory rose
  // between the two. A file that was run before needs no memory that was not
  // taken already, so this growth would go on. Nullopt if it was not measured.
  double files_again = 0;
  std::optional<double> growth_bytes;
};

void SetFolderPass(Counters& counters, const FolderPass& pass);

// Returns nullopt if the counters are not those of a pass.
std::optional<FolderPass> GetFolderPass(const Counters& counters);

// One worker alone, and then as many at once as the plan has.
struct WorkersAtOnce {
  double workers = 0;
  // The amount of input that all workers together get done in an hour, and that
  // one alone does.
  double amount_per_hour = 0;
  double alone_per_hour = 0;
  // What each worker does in a second of its CPU time, as a share of what one
  // alone does: 1 if they do not slow each other down. Other programs that take
  // CPU time meanwhile change it little. Nullopt if it was not measured.
  std::optional<double> speed_of_each;
  // How many CPUs everything else on the machine kept busy meanwhile.
  std::optional<double> other_cpus;
  // The sum of the workers' highest resident memory, pages that they share
  // counted for each, and that of one alone.
  double peak_bytes = 0;
  double alone_peak_bytes = 0;
};

void SetWorkersAtOnce(Counters& counters, const WorkersAtOnce& workers);

// Returns nullopt if the counters are not those of workers at once.
std::optional<WorkersAtOnce> GetWorkersAtOnce(const Counters& counters);

// A trial of as many workers as fit the machine, each on the input of one
// benchmark, for about a second.
struct WorkersTrial {
  double workers = 0;
  // How many CPUs they would keep busy if they did not slow each other down.
  double busy_cpus = 0;
  // As in WorkersAtOnce.
  double speed_of_each = 1;
};

void SetWorkersTrial(Counters& counters, const WorkersTrial& trial);

// Returns nullopt if there was none.
std::optional<WorkersTrial> GetWorkersTrial(const Counters& counters);

// Write and read whether deployers run no workers of an operator, because it
// makes data up, or only loads a model.
void SetHasNoWorkers(Counters& counters);
bool HasNoWorkers(const Counters& counters);

}  // namespace feluda

#endif  // LIB_RUNS_WORKERS_WORKER_FIGURES_H_

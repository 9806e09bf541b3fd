// The answer to the deployer's question: how many workers of each operator a
// machine has room for, what they get through in an hour, and how long an
// amount of work takes.
//
//   const Plan plan = MakePlan(report);
//   plan.operators[0].fit.workers;        // 4
//   plan.operators[0].items_per_hour;     // 16,400 images
//
// It is arithmetic on what was measured of one worker, and on how much workers
// that run at once slow each other down. The latter was tried for a second or
// two on one of the operator's inputs (see WorkersTrial), or measured on all
// files of a folder by the benchmark `OPERATOR/planned_workers` (see
// WorkersAtOnce). Workers are taken to share no memory.

#ifndef REPORTERS_PLAN_PLAN_H_
#define REPORTERS_PLAN_PLAN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/runs/workers/worker_figures.h"
#include "lib/runs/workers/worker_fit.h"
#include "reporters/plan/input_mix.h"
#include "reporters/plan/memory_growth.h"
#include "reporters/report/report.h"

namespace feluda {

// All files by one process; see FolderPass.
struct MeasuredPass {
  FolderPass figures;
  double seconds = 0;
  std::optional<double> peak_bytes;
  // Counts the files that succeeded.
  std::optional<double> items_per_hour;
};

struct OperatorPlan {
  std::string operator_name;
  InputMix mix;
  // What is counted: "images", "videos", "rows"; "inputs" where they have no
  // common unit. Beside videos their minutes are told.
  std::string item;

  // The highest resident memory of a worker, start included; the input that
  // caused it; and that memory with kMemoryMargin added.
  std::optional<double> peak_bytes;
  std::string largest_input;
  std::optional<double> worker_bytes;
  // How much of that memory were inputs that the benchmark file of an operator
  // in Python held (FileDataBytes()).
  std::optional<double> file_data_bytes;
  std::optional<double> startup_seconds;
  // Whether it started child processes, whose memory is in no figure.
  bool has_children = false;

  // What one worker alone does, by the CPU time of a pass over all files or,
  // without a whole pass, by the sum over single files. Absent where it was not
  // measured.
  std::optional<double> items_per_core_hour;
  std::optional<double> minutes_per_core_hour;

  WorkerFit fit;
  // What each worker does while all run, as a share of what one does alone.
  double speed_of_each = 1;
  enum class SpeedFrom { kAssumed, kTrial, kWorkersAtOnce };
  SpeedFrom speed_from = SpeedFrom::kAssumed;
  // What all workers do; 0 where none fits.
  std::optional<double> items_per_hour;
  std::optional<double> minutes_per_hour;
  // What Plan::items take: CPU time while all workers run, and the time that
  // all workers need, with one start.
  std::optional<double> core_hours;
  std::optional<double> hours;

  std::vector<MemoryGrowth> memory_growth;
  std::optional<MeasuredPass> pass;
  std::optional<WorkersTrial> trial;
  // Why there was no trial, where that is known.
  std::string no_trial;
  std::optional<WorkersAtOnce> at_once;
  // What the plan would say that as many workers do in an hour, had they not
  // been run.
  std::optional<double> predicted_per_hour;
};

struct Plan {
  // Absent where neither the request nor the report says them.
  std::optional<double> cpus;
  std::optional<double> memory_bytes;
  // Whether it is the machine that the report was made on; if so, what limits
  // the run to a part of it: see UsableMachine. Empty where nothing does.
  bool is_this_machine = true;
  std::string cpus_limit;
  std::string memory_limit;
  // Whether its CPUs are those that workers were tried on. Other CPUs are taken
  // to slow each other down as much when all of them work.
  bool is_tried_machine = true;
  std::optional<double> items;
  // The operators with a success of which a worker's memory or time is known,
  // in the order in which they first appear.
  std::vector<OperatorPlan> operators;
};

// Makes the plan for report.plan_request(); what that leaves out is taken from
// the machine of the report.
Plan MakePlan(const Report& report);

}  // namespace feluda

#endif  // REPORTERS_PLAN_PLAN_H_

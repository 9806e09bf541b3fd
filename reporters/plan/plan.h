// The answer to the deployer's question: how many workers of each operator a
// machine has room for, what they get through in an hour, and how long an
// amount of work takes.
//
//   const Plan plan = MakePlan(report);
//   plan.operators[0].fit.workers;        // 4
//   plan.operators[0].items_per_hour;     // 16,400 images
//
// It is arithmetic on what was measured of one worker, and on how much workers
// that run at once slow each other down. That was tried for a second or two on
// one of its inputs (see WorkersTrial), or measured with all of a folder by the
// benchmark `OPERATOR/planned_workers` (see WorkersAtOnce). Workers are taken
// to share no memory.

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
  // Of the files that succeeded.
  std::optional<double> items_per_hour;
};

struct OperatorPlan {
  std::string operator_name;
  InputMix mix;
  // What one counts: "images", "videos", "rows"; "inputs" where they have no
  // common unit. Videos are counted, and their minutes beside.
  std::string item;

  // The highest resident memory of a worker, start included, and the input that
  // it was with; and with kMemoryMargin above that.
  std::optional<double> peak_bytes;
  std::string largest_input;
  std::optional<double> worker_bytes;
  // How much of the highest memory an operator in Python shared with inputs
  // that its benchmark file held (FileDataBytes()).
  std::optional<double> file_data_bytes;
  std::optional<double> startup_seconds;
  // Whether it ran programs, whose memory is in no figure.
  bool has_children = false;

  // Of one worker alone, by the CPU time of a pass over all files, or by the
  // sum of theirs where there is no whole pass. Absent where it was not
  // measured.
  std::optional<double> items_per_core_hour;
  std::optional<double> minutes_per_core_hour;

  WorkerFit fit;
  // What each worker does, while all run, of what one does alone.
  double speed_of_each = 1;
  enum class SpeedFrom { kAssumed, kTrial, kWorkersAtOnce };
  SpeedFrom speed_from = SpeedFrom::kAssumed;
  // All workers; 0 where none fits.
  std::optional<double> items_per_hour;
  std::optional<double> minutes_per_hour;
  // For Plan::items. Core hours are CPU time while all workers run. The time is
  // that of all workers, with one start.
  std::optional<double> core_hours;
  std::optional<double> hours;

  std::vector<MemoryGrowth> memory_growth;
  std::optional<MeasuredPass> pass;
  std::optional<WorkersTrial> trial;
  // Why there was none, where that is known.
  std::string no_trial;
  std::optional<WorkersAtOnce> at_once;
  // What the plan would say of the amount that so many do in an hour, had they
  // not been run.
  std::optional<double> predicted_per_hour;
};

struct Plan {
  // Absent where neither the request nor the report says them.
  std::optional<double> cpus;
  std::optional<double> memory_bytes;
  // Whether it is the machine that the report was made on, and then what leaves
  // less than all of it: see UsableMachine. Empty where nothing does.
  bool is_this_machine = true;
  std::string cpus_limit;
  std::string memory_limit;
  // Whether its CPUs are those that workers were tried on. Others are taken to
  // slow each other down as much when all of them work.
  bool is_tried_machine = true;
  std::optional<double> items;
  // Those with a success of which a worker's memory or time is known, in the
  // order in which they first appear.
  std::vector<OperatorPlan> operators;
};

// For report.plan_request(); what that leaves out is this machine's.
Plan MakePlan(const Report& report);

}  // namespace feluda

#endif  // REPORTERS_PLAN_PLAN_H_

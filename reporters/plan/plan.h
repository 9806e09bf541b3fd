// The answer to the deployer's question: how many workers of each operator a
// machine has room for, what they get through in an hour, and how long an
// amount of work takes.
//
//   const Plan plan = MakePlan(report);
//   plan.operators[0].fit.workers;        // 4
//   plan.operators[0].items_per_hour;     // 16,400 images
//
// It is arithmetic on what was measured of one worker, so it assumes that
// workers do not slow each other down and share no memory. The benchmark
// `OPERATOR/planned_workers` runs them at once: see WorkersAtOnce.

#ifndef REPORTERS_PLAN_PLAN_H_
#define REPORTERS_PLAN_PLAN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/runs/worker_figures.h"
#include "lib/runs/worker_fit.h"
#include "reporters/plan/memory_growth.h"
#include "reporters/report/report.h"

namespace feluda {

// The inputs of an operator as a whole: the user's files, where the report has
// any, else all inputs. A repeated benchmark counts once, with its mean times.
struct InputMix {
  // Whether they are the user's files.
  bool is_files = false;
  int64_t inputs = 0;
  int64_t failed = 0;
  // The sum of what they are, in `unit`; 0 and empty where they have several
  // units or none.
  double amount = 0;
  std::string unit;
  // Sums over all inputs. CPU time is absent where any input lacks it.
  double wall_seconds = 0;
  std::optional<double> core_seconds;
  // Wall clock of an input; p95 as in statistics.h.
  double mean_seconds = 0;
  double median_seconds = 0;
  std::optional<double> p95_seconds;
  double slowest_seconds = 0;
  std::string slowest;
  // The same rate of the slowest and the fastest input as the mix has; absent
  // where the CPU time or the unit is.
  std::optional<double> slowest_per_core_hour;
  std::optional<double> fastest_per_core_hour;
};

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
  std::optional<double> startup_seconds;

  // Absent where the CPU time was not measured.
  std::optional<double> items_per_core_hour;
  std::optional<double> minutes_per_core_hour;

  WorkerFit fit;
  // All workers; 0 where none fits.
  std::optional<double> items_per_hour;
  std::optional<double> minutes_per_hour;
  // For Plan::items. The time is that of all workers, with one start.
  std::optional<double> core_hours;
  std::optional<double> hours;

  std::vector<MemoryGrowth> memory_growth;
  std::optional<MeasuredPass> pass;
  std::optional<WorkersAtOnce> at_once;
};

struct Plan {
  // Absent where neither the request nor the report says them.
  std::optional<double> cpus;
  std::optional<double> memory_bytes;
  // Whether it is the machine that the report was made on.
  bool is_this_machine = true;
  std::optional<double> items;
  // Those with a success of which a worker's memory or time is known, in the
  // order in which they first appear.
  std::vector<OperatorPlan> operators;
};

// For report.plan_request(); what that leaves out is this machine's.
Plan MakePlan(const Report& report);

}  // namespace feluda

#endif  // REPORTERS_PLAN_PLAN_H_

#include "lib/runs/workers/worker_figures.h"

namespace feluda {
namespace {

constexpr absl::string_view kFiles = "all_files.files";
constexpr absl::string_view kFailed = "all_files.failed";
constexpr absl::string_view kNotReached = "all_files.not_reached";
constexpr absl::string_view kAgain = "all_files.files_again";
constexpr absl::string_view kGrowth = "all_files.growth_bytes";

constexpr absl::string_view kWorkers = "planned_workers.workers";
constexpr absl::string_view kRate = "planned_workers.amount_per_hour";
constexpr absl::string_view kAloneRate = "planned_workers.alone_per_hour";
constexpr absl::string_view kSpeed = "planned_workers.speed_of_each";
constexpr absl::string_view kOthers = "planned_workers.other_cpus";
constexpr absl::string_view kPeak = "planned_workers.peak_bytes";
constexpr absl::string_view kAlonePeak = "planned_workers.alone_peak_bytes";

constexpr absl::string_view kTrialWorkers = "workers_trial.workers";
constexpr absl::string_view kTrialCpus = "workers_trial.busy_cpus";
constexpr absl::string_view kTrialSpeed = "workers_trial.speed_of_each";

constexpr absl::string_view kNoWorker = "no_worker";

double OrZero(const Counters& counters, absl::string_view name) {
  return Get(counters, name).value_or(0);
}

}  // namespace

void SetFolderPass(Counters& counters, const FolderPass& pass) {
  Set(counters, kFiles, pass.files);
  Set(counters, kFailed, pass.failed);
  Set(counters, kNotReached, pass.not_reached);
  Set(counters, kAgain, pass.files_again);
  if (pass.growth_bytes.has_value()) Set(counters, kGrowth, *pass.growth_bytes);
}

std::optional<FolderPass> GetFolderPass(const Counters& counters) {
  const std::optional<double> files = Get(counters, kFiles);
  if (!files.has_value()) return std::nullopt;
  FolderPass pass;
  pass.files = *files;
  pass.failed = OrZero(counters, kFailed);
  pass.not_reached = OrZero(counters, kNotReached);
  pass.files_again = OrZero(counters, kAgain);
  pass.growth_bytes = Get(counters, kGrowth);
  return pass;
}

void SetWorkersAtOnce(Counters& counters, const WorkersAtOnce& workers) {
  Set(counters, kWorkers, workers.workers);
  Set(counters, kRate, workers.amount_per_hour);
  Set(counters, kAloneRate, workers.alone_per_hour);
  if (workers.speed_of_each.has_value()) {
    Set(counters, kSpeed, *workers.speed_of_each);
  }
  if (workers.other_cpus.has_value()) {
    Set(counters, kOthers, *workers.other_cpus);
  }
  Set(counters, kPeak, workers.peak_bytes);
  Set(counters, kAlonePeak, workers.alone_peak_bytes);
}

std::optional<WorkersAtOnce> GetWorkersAtOnce(const Counters& counters) {
  const std::optional<double> count = Get(counters, kWorkers);
  if (!count.has_value()) return std::nullopt;
  WorkersAtOnce workers;
  workers.workers = *count;
  workers.amount_per_hour = OrZero(counters, kRate);
  workers.alone_per_hour = OrZero(counters, kAloneRate);
  workers.speed_of_each = Get(counters, kSpeed);
  workers.other_cpus = Get(counters, kOthers);
  workers.peak_bytes = OrZero(counters, kPeak);
  workers.alone_peak_bytes = OrZero(counters, kAlonePeak);
  return workers;
}

void SetWorkersTrial(Counters& counters, const WorkersTrial& trial) {
  Set(counters, kTrialWorkers, trial.workers);
  Set(counters, kTrialCpus, trial.busy_cpus);
  Set(counters, kTrialSpeed, trial.speed_of_each);
}

std::optional<WorkersTrial> GetWorkersTrial(const Counters& counters) {
  const std::optional<double> count = Get(counters, kTrialWorkers);
  if (!count.has_value()) return std::nullopt;
  WorkersTrial trial;
  trial.workers = *count;
  trial.busy_cpus = OrZero(counters, kTrialCpus);
  trial.speed_of_each = OrZero(counters, kTrialSpeed);
  return trial;
}

void SetHasNoWorkers(Counters& counters) { Set(counters, kNoWorker, 1); }

bool HasNoWorkers(const Counters& counters) {
  return OrZero(counters, kNoWorker) > 0;
}

}  // namespace feluda

#include "reporters/plan/plan.h"

#include <algorithm>
#include <map>
#include <utility>

#include "lib/provenance/system_info.h"
#include "lib/runs/python_run.h"
#include "reporters/plan/cpu_sharing.h"

namespace feluda {
namespace {

constexpr double kSecondsAnHour = 3600;
constexpr double kBytesPerMebibyte = 1 << 20;

bool IsOnFile(const Result& result) {
  const auto source = result.facts.find("source");
  return source != result.facts.end() && source->second == Fact("file");
}

// What is known of one operator.
struct Known {
  std::string name;
  std::vector<const Result*> on_files;
  std::vector<const Result*> others;
  std::vector<const Result*> passes;  // over all files by one process
  std::optional<WorkersAtOnce> at_once;
  std::optional<InputSize> at_once_size;
  int64_t failed = 0;

  const std::vector<const Result*>& Shown() const {
    return on_files.empty() ? others : on_files;
  }
};

std::vector<Known> ByOperator(const Report& report) {
  std::vector<Known> operators;
  std::map<std::string, size_t> places;
  const auto find = [&](const Result& result) -> Known& {
    const auto [place, is_new] =
        places.emplace(result.operator_name, operators.size());
    if (is_new) operators.emplace_back().name = result.operator_name;
    return operators[place->second];
  };
  for (const Result& result : report.results()) {
    if (HasNoWorkers(result.counters)) continue;
    Known& known = find(result);
    if (!result.Succeeded()) {
      ++known.failed;
    } else {
      (IsOnFile(result) ? known.on_files : known.others).push_back(&result);
    }
  }
  for (const Result& result : report.passes()) {
    if (!result.Succeeded()) continue;
    Known& known = find(result);
    if (GetFolderPass(result.counters).has_value()) {
      known.passes.push_back(&result);
    } else {
      known.at_once = GetWorkersAtOnce(result.counters);
      known.at_once_size = GetInputSize(result.counters);
    }
  }
  return operators;
}

// Of an aggregate such as a median too: it is what is known.
void AddMemory(const std::vector<const Result*>& results, OperatorPlan& plan) {
  for (const Result* result : results) {
    for (const PhaseCost* cost :
         {&result->import, &result->initialization, &result->execution}) {
      if (!cost->memory_peak_mib.has_value()) continue;
      const double bytes = *cost->memory_peak_mib * kBytesPerMebibyte;
      if (bytes <= plan.peak_bytes.value_or(0)) continue;
      plan.peak_bytes = bytes;
      plan.largest_input = result->data_description;
      plan.file_data_bytes = cost == &result->import
                                 ? std::nullopt
                                 : FileDataBytes(result->counters);
    }
    for (const auto part :
         {figure::kChildrenUserSeconds, figure::kChildrenSystemSeconds}) {
      const auto seconds = Get(result->counters, Phase::kExecution, part);
      plan.has_children = plan.has_children || seconds.value_or(0) > 0;
    }
    const std::optional<double> startup = result->StartupSeconds();
    if (startup.has_value()) {
      plan.startup_seconds =
          std::max(plan.startup_seconds.value_or(0), *startup);
    }
  }
  if (plan.peak_bytes.has_value()) {
    plan.worker_bytes = *plan.peak_bytes * (1 + kMemoryMargin);
  }
}

// One worker alone, once through the whole mix.
struct Round {
  double core_seconds = 0;
  double wall_seconds = 0;

  double Cpus() const { return core_seconds / wall_seconds; }
};

// A benchmark on one file runs on it again and again, so that caches and
// guesses of branches are warm. The pass over all files is what a worker does,
// so its CPU time counts where it has all of them. It is made once, so how long
// it waited is taken from whatever waited less: the rest was other programs.
// Nullopt where the CPU time was not measured.
std::optional<Round> RoundOf(const Known& known, const InputMix& mix) {
  if (!mix.core_seconds.has_value()) return std::nullopt;
  const Round by_file = {*mix.core_seconds, mix.own_seconds};
  for (const Result* result : known.passes) {
    const FolderPass pass = *GetFolderPass(result->counters);
    const Round round = {result->cpu_seconds.value_or(0), OwnSeconds(*result)};
    if (pass.not_reached > 0 || round.core_seconds <= 0 ||
        round.wall_seconds <= 0 ||
        pass.files - pass.failed != static_cast<double>(mix.inputs)) {
      continue;
    }
    const double cpus = std::max(round.Cpus(), by_file.Cpus());
    return Round{round.core_seconds, round.core_seconds / cpus};
  }
  return by_file;
}

// How many CPUs so many workers keep busy.
double BusyCpus(double cpus, double workers, const Round& round) {
  return std::min(cpus, workers * round.Cpus());
}

// How workers slow each other down on the planned machine by the trial; nullopt
// where there was none, or not on so many CPUs that it says anything.
std::optional<CpuSharing> TriedSharing(const Plan& plan,
                                       const OperatorPlan& entry) {
  if (!entry.trial.has_value()) return std::nullopt;
  const double busy = std::max(1.0, entry.trial->busy_cpus);
  const CpuSharing tried = {busy, busy * entry.trial->speed_of_each};
  if (plan.is_tried_machine) return tried;
  if (busy <= 1 && *plan.cpus > 1) return std::nullopt;
  return tried.Scaled(*plan.cpus);
}

// As workers at once did it on this machine's CPUs; else by the trial.
void SetSpeed(const Plan& plan, const Round& round, OperatorPlan& entry) {
  const double busy =
      BusyCpus(*plan.cpus, static_cast<double>(entry.fit.workers), round);
  const std::optional<CpuSharing> tried = TriedSharing(plan, entry);
  if (tried.has_value()) {
    entry.speed_of_each = tried->SpeedOfEach(busy);
    entry.speed_from = OperatorPlan::SpeedFrom::kTrial;
  }
  const std::optional<WorkersAtOnce>& at_once = entry.at_once;
  // On a busy machine the one worker alone was not alone.
  constexpr double kMaxOtherCpus = 0.25;
  if (!at_once.has_value() || !at_once->speed_of_each.has_value() ||
      at_once->workers < 2 || at_once->other_cpus.value_or(0) > kMaxOtherCpus ||
      !plan.is_tried_machine) {
    return;
  }
  const double were_busy = BusyCpus(*plan.cpus, at_once->workers, round);
  const CpuSharing measured = {were_busy, were_busy * *at_once->speed_of_each};
  entry.speed_of_each = measured.SpeedOfEach(busy);
  entry.speed_from = OperatorPlan::SpeedFrom::kWorkersAtOnce;
}

// How often so many workers go through the whole mix in an hour. Each is as
// quick as one was, and together they have no more than the CPUs.
double RoundsAnHour(const Plan& plan, const Round& round, double workers) {
  return std::min(workers * kSecondsAnHour / round.wall_seconds,
                  *plan.cpus * kSecondsAnHour / round.core_seconds);
}

void SetPrediction(const Plan& plan, const Round& round, OperatorPlan& entry) {
  if (!entry.at_once.has_value()) return;
  const InputMix& mix = entry.mix;
  const double workers = entry.at_once->workers;
  const std::optional<CpuSharing> tried = TriedSharing(plan, entry);
  const double speed =
      tried.has_value()
          ? tried->SpeedOfEach(BusyCpus(*plan.cpus, workers, round))
          : 1;
  const double amount = mix.amount > 0 ? mix.amount : mix.inputs;
  entry.predicted_per_hour =
      amount * RoundsAnHour(plan, round, workers) * speed;
}

void AddRatesOfPlan(const Plan& plan, const Round& round, double items,
                    OperatorPlan& entry) {
  const InputMix& mix = entry.mix;
  const double of_core = kSecondsAnHour / round.core_seconds;
  entry.items_per_core_hour = items * of_core;
  const bool has_minutes = mix.unit == "minutes";
  if (has_minutes) entry.minutes_per_core_hour = mix.amount * of_core;
  if (!plan.cpus.has_value()) return;
  SetSpeed(plan, round, entry);
  SetPrediction(plan, round, entry);
  const double of_all =
      RoundsAnHour(plan, round, static_cast<double>(entry.fit.workers)) *
      entry.speed_of_each;
  entry.items_per_hour = items * of_all;
  if (has_minutes) entry.minutes_per_hour = mix.amount * of_all;
  if (!plan.items.has_value()) return;
  entry.core_hours =
      *plan.items / *entry.items_per_core_hour / entry.speed_of_each;
  if (entry.fit.workers == 0) return;
  entry.hours = *plan.items / *entry.items_per_hour +
                entry.startup_seconds.value_or(0) / kSecondsAnHour;
}

// The median of the repetitions that tell one.
std::optional<WorkersTrial> TrialOf(const std::vector<const Result*>& results) {
  std::vector<WorkersTrial> trials;
  for (const Result* result : results) {
    const auto trial = GetWorkersTrial(result->counters);
    if (trial.has_value()) trials.push_back(*trial);
  }
  if (trials.empty()) return std::nullopt;
  const auto middle = trials.begin() + (trials.size() - 1) / 2;
  std::nth_element(trials.begin(), middle, trials.end(),
                   [](const WorkersTrial& left, const WorkersTrial& right) {
                     return left.speed_of_each < right.speed_of_each;
                   });
  return *middle;
}

// The inputs one by one; where a filter left them out, the whole of them.
InputMix MixOfKnown(const Known& known) {
  if (known.Shown().empty() && !known.passes.empty()) {
    return MixOfPass(*known.passes.back());
  }
  InputMix mix = MixOf(known.Shown());
  mix.is_files = !known.on_files.empty();
  mix.failed = known.failed;
  return mix;
}

// Of workers at once alone, where a filter left all else out. How much CPU time
// one takes for an amount is not known then.
void AddWhatWorkersDid(const Known& known, const Plan& plan,
                       OperatorPlan& entry) {
  const WorkersAtOnce& workers = *known.at_once;
  entry.peak_bytes = workers.alone_peak_bytes;
  entry.worker_bytes = *entry.peak_bytes * (1 + kMemoryMargin);
  entry.item =
      known.at_once_size.has_value() ? known.at_once_size->unit : "inputs";
  if (!plan.cpus.has_value()) return;
  WorkerNeeds needs;
  needs.memory_bytes = entry.worker_bytes;
  entry.fit = FitWorkers({*plan.cpus, plan.memory_bytes}, needs);
  if (!plan.is_tried_machine ||
      static_cast<double>(entry.fit.workers) != workers.workers) {
    return;
  }
  entry.speed_of_each = workers.speed_of_each.value_or(1);
  entry.speed_from = OperatorPlan::SpeedFrom::kWorkersAtOnce;
  entry.items_per_hour = workers.amount_per_hour;
}

OperatorPlan PlanOf(const Known& known, const Plan& plan) {
  OperatorPlan entry;
  entry.operator_name = known.name;
  entry.at_once = known.at_once;
  entry.trial = TrialOf(known.on_files);
  if (!entry.trial.has_value()) entry.trial = TrialOf(known.others);
  for (const Result* result : known.Shown()) {
    const auto absent = result->absent.find("workers_trial");
    if (absent != result->absent.end()) entry.no_trial = absent->second;
  }
  AddMemory(known.Shown(), entry);
  // A process that has had all files may need more than one that had the
  // largest alone.
  AddMemory(known.passes, entry);
  entry.mix = MixOfKnown(known);
  if (entry.mix.inputs == 0) {
    if (known.at_once.has_value()) AddWhatWorkersDid(known, plan, entry);
    return entry;
  }
  const std::optional<Round> round = RoundOf(known, entry.mix);
  const CountedItems items = ItemsOf(entry.mix);
  entry.item = items.item;
  if (plan.cpus.has_value()) {
    WorkerNeeds needs;
    needs.memory_bytes = entry.worker_bytes;
    if (round.has_value()) needs.cpus = round->Cpus();
    entry.fit = FitWorkers({*plan.cpus, plan.memory_bytes}, needs);
  }
  if (round.has_value()) AddRatesOfPlan(plan, *round, items.count, entry);
  entry.memory_growth = FindMemoryGrowth(
      known.Shown(),
      known.on_files.empty() ? std::vector<const Result*>() : known.others);
  return entry;
}

MeasuredPass PassOf(const Result& result, const FolderPass& figures) {
  MeasuredPass pass;
  pass.figures = figures;
  pass.seconds = result.execution.seconds.value_or(0);
  const std::optional<double>& peak = result.execution.memory_peak_mib;
  if (peak.has_value()) pass.peak_bytes = *peak * kBytesPerMebibyte;
  if (pass.seconds > 0) {
    pass.items_per_hour =
        (figures.files - figures.failed) / pass.seconds * kSecondsAnHour;
  }
  return pass;
}

// A repeated one counts by its last repetition.
void AddPasses(const Report& report, std::vector<OperatorPlan>& operators) {
  for (const Result& result : report.passes()) {
    const auto figures = GetFolderPass(result.counters);
    if (!figures.has_value()) continue;
    for (OperatorPlan& entry : operators) {
      if (entry.operator_name != result.operator_name) continue;
      entry.pass = PassOf(result, *figures);
    }
  }
}

void SetMachine(const Report& report, Plan& plan) {
  const UsableMachine usable = UsableMachineOf(report.provenance().system_info);
  const PlanRequest& request = report.plan_request();
  plan.is_this_machine =
      !request.cpus.has_value() && !request.memory_bytes.has_value();
  plan.cpus = request.cpus.has_value() ? request.cpus : usable.cpus;
  plan.memory_bytes = request.memory_bytes.has_value() ? request.memory_bytes
                                                       : usable.memory_bytes;
  if (plan.is_this_machine) {
    plan.cpus_limit = usable.cpus_limit;
    plan.memory_limit = usable.memory_limit;
  }
  plan.is_tried_machine = !request.cpus.has_value();
  plan.items = request.items;
}

}  // namespace

Plan MakePlan(const Report& report) {
  Plan plan;
  SetMachine(report, plan);
  for (const Known& known : ByOperator(report)) {
    OperatorPlan entry = PlanOf(known, plan);
    if (!entry.peak_bytes.has_value() && entry.item.empty()) continue;
    plan.operators.push_back(std::move(entry));
  }
  AddPasses(report, plan.operators);
  return plan;
}

}  // namespace feluda

#include "reporters/plan/plan_notes.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/runs/workers/worker_fit.h"
#include "lib/text/units.h"
#include "reporters/plan/rate_text.h"

namespace feluda {
namespace {

bool HasFiles(const Plan& plan) {
  for (const OperatorPlan& entry : plan.operators) {
    if (entry.mix.is_files) return true;
  }
  return false;
}

// The operators whose speed beside each other comes from `from`.
std::string Named(const Plan& plan, OperatorPlan::SpeedFrom from) {
  std::vector<std::string> names;
  for (const OperatorPlan& entry : plan.operators) {
    if (entry.items_per_hour.has_value() && entry.speed_from == from) {
      names.push_back(entry.operator_name);
    }
  }
  return absl::StrJoin(names, ", ");
}

std::string TrialNote(const Plan& plan, const std::string& names) {
  return absl::StrCat(
      "How much workers slow each other down was tried with as many as fit, "
      "each on one of the inputs, for a second or two in which other programs "
      "took little of the CPUs: ",
      names, ".",
      plan.is_tried_machine
          ? ""
          : " The CPUs of the machine planned for are taken to slow each other "
            "down as much as those of this one when all of them work.");
}

// How workers slow each other down, and how that is known.
std::vector<std::string> SharingNotes(const Plan& plan) {
  std::vector<std::string> notes;
  const std::string ran = Named(plan, OperatorPlan::SpeedFrom::kWorkersAtOnce);
  const std::string tried = Named(plan, OperatorPlan::SpeedFrom::kTrial);
  if (!ran.empty()) {
    notes.push_back(absl::StrCat(
        "How much workers slow each other down was measured with workers at "
        "once, by what each did in a second of CPU time: ",
        ran, "."));
  }
  if (!tried.empty()) notes.push_back(TrialNote(plan, tried));
  const std::string unchecked = UncheckedNote(plan);
  if (!unchecked.empty()) {
    notes.push_back(absl::StrCat(unchecked,
                                 " They do where two CPUs are threads of one "
                                 "core."));
  }
  if (!tried.empty() || !unchecked.empty()) {
    notes.push_back(
        "With --feluda_media_dir, --feluda_check_plan runs the workers on all "
        "files at once and compares.");
  }
  return notes;
}

// The operators in Python with memory that a worker may not need.
std::string FileDataNote(const Plan& plan) {
  constexpr double kMinShare = 0.05;
  std::vector<std::string> parts;
  for (const OperatorPlan& entry : plan.operators) {
    const double data = entry.file_data_bytes.value_or(0);
    const double peak = entry.peak_bytes.value_or(0);
    if (peak == 0 || data < kMinShare * peak) continue;
    parts.push_back(absl::StrCat(entry.operator_name, " ", HumanBytes(data),
                                 " of ", HumanBytes(peak)));
  }
  if (parts.empty()) return "";
  return absl::StrCat(
      "The memory of a worker in Python has all data that its benchmark file "
      "held when it made the call, inputs of its other calls too: ",
      absl::StrJoin(parts, ", "),
      ". A worker that holds one input at a time needs that much less, but for "
      "that input.");
}

// The operators that run programs, as Tesseract under Feluda's OCR.
std::string ChildrenNote(const Plan& plan) {
  std::vector<std::string> names;
  for (const OperatorPlan& entry : plan.operators) {
    if (entry.has_children && entry.peak_bytes.has_value()) {
      names.push_back(entry.operator_name);
    }
  }
  if (names.empty()) return "";
  return absl::StrCat(
      "The memory of a worker is that of its process alone. These start child "
      "processes, whose CPU time is counted and whose memory comes on top: ",
      absl::StrJoin(names, ", "), ".");
}

}  // namespace

std::string PlanMachine(const Plan& plan) {
  std::vector<std::string> parts;
  if (plan.cpus.has_value()) {
    parts.push_back(absl::StrCat(WholeNumber(*plan.cpus),
                                 *plan.cpus == 1 ? " CPU" : " CPUs"));
  }
  if (plan.memory_bytes.has_value()) {
    parts.push_back(HumanBytes(*plan.memory_bytes));
  }
  std::string machine = absl::StrJoin(parts, " and ");
  if (!plan.is_this_machine || parts.empty()) return machine;
  std::vector<std::string> limits;
  for (const std::string& limit : {plan.cpus_limit, plan.memory_limit}) {
    if (!limit.empty()) limits.push_back(limit);
  }
  if (limits.empty()) {
    return absl::StrCat(machine, ", the machine of this report");
  }
  return absl::StrCat(machine, ", what this run could use of its machine (",
                      absl::StrJoin(limits, ", "), ")");
}

std::string UncheckedNote(const Plan& plan) {
  // The operators by why they were not tried.
  std::map<std::string, std::vector<std::string>> names;
  for (const OperatorPlan& entry : plan.operators) {
    if (entry.items_per_hour.has_value() && entry.fit.workers > 1 &&
        entry.speed_from == OperatorPlan::SpeedFrom::kAssumed) {
      names[entry.no_trial].push_back(entry.operator_name);
    }
  }
  std::vector<std::string> groups;
  for (const auto& [why, which] : names) {
    groups.push_back(absl::StrCat(absl::StrJoin(which, ", "),
                                  why.empty() ? "" : " (", why,
                                  why.empty() ? "" : ")"));
  }
  if (groups.empty()) return "";
  return absl::StrCat(
      "Not checked, assumes that workers at once do not slow each other down: ",
      absl::StrJoin(groups, "; "), ".");
}

std::vector<std::string> PlanAssumptions(const Plan& plan) {
  if (plan.operators.empty()) return {};
  std::vector<std::string> notes = {
      absl::StrCat(
          "Memory for a worker is the highest resident memory of its "
          "process, with the largest of these inputs or over all files, and ",
          Percent(kMemoryMargin), " more. Workers share no memory, and ",
          Percent(kSystemShare), " of the machine's is left to the system."),
      "What a core does in an hour is the amount of all inputs over the CPU "
      "time that a worker alone takes for them: it holds for inputs like "
      "these, "
      "in this mix.",
      "A worker has a CPU to itself, or as many as it keeps busy."};
  for (std::string& note :
       std::vector<std::string>{FileDataNote(plan), ChildrenNote(plan)}) {
    if (!note.empty()) notes.push_back(std::move(note));
  }
  for (std::string& note : SharingNotes(plan)) notes.push_back(std::move(note));
  notes.push_back(plan.items.has_value()
                      ? "Start-up is paid once by each worker, and is in the "
                        "time for all items."
                      : "Start-up is paid once by each worker, and is in none "
                        "of the rates.");
  if (!HasFiles(plan)) {
    notes.push_back(
        "These inputs are no files of yours: --feluda_media_dir=DIRECTORY "
        "measures on those.");
  }
  return notes;
}

}  // namespace feluda

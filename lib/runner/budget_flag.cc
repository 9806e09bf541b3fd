#include "lib/runner/budget_flag.h"

#include <algorithm>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "lib/program/flags.h"
#include "lib/runner/processes/subprocess_call.h"

ABSL_FLAG(std::string, feluda_budget, "",
          "hold the benchmarks to the limits in this file; those that need "
          "more are named, and the exit status is 1");

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

bool FindsAny(const BudgetLine& line, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return line.pattern.Matches(name);
  });
}

// What is wrong with the budget, a line each; empty where nothing is.
std::string Mistakes(const std::vector<std::string>& names) {
  const auto budget = BudgetFromFlag();
  if (!budget.ok()) return std::string(budget.status().message());
  std::vector<std::string> mistakes;
  for (const BudgetLine& line : (*budget)->lines) {
    if (FindsAny(line, names)) continue;
    mistakes.push_back(absl::StrCat(
        "--feluda_budget: ", line.place, ": ", line.pattern.text(),
        " finds none of the benchmarks that are to run; --benchmark_list_tests "
        "lists them"));
  }
  return std::string(JoinMistakes(mistakes).message());
}

}  // namespace

absl::Status CheckBudgetFlag(const std::vector<std::string>& names) {
  if (absl::GetFlag(FLAGS_feluda_budget).empty()) return absl::OkStatus();
  const absl::StatusOr<std::string> mistakes =
      CallInSubprocess([&] { return Mistakes(names); });
  if (!mistakes.ok()) {
    return WithFlagName("--feluda_budget", mistakes.status());
  }
  return mistakes->empty() ? absl::OkStatus()
                           : absl::InvalidArgumentError(*mistakes);
}

absl::StatusOr<std::optional<Budget>> BudgetFromFlag() {
  const std::string path = absl::GetFlag(FLAGS_feluda_budget);
  if (path.empty()) return std::nullopt;
  absl::StatusOr<Budget> budget = ReadBudget(path);
  if (budget.ok()) return *std::move(budget);
  return WithFlagName("--feluda_budget", budget.status());
}

std::string DescribeBroken(const Budget& budget, const std::vector<Run>& runs) {
  std::vector<std::string> names;
  names.reserve(runs.size());
  for (const Run& run : runs) names.push_back(run.run_name.str());
  Budget of_these;
  for (const BudgetLine& line : budget.lines) {
    if (FindsAny(line, names)) of_these.lines.push_back(line);
  }
  if (of_these.lines.empty()) return "";
  const auto broken = CheckBudget(of_these, runs);
  if (!broken.ok()) return absl::StrCat(broken.status().message(), "\n");
  if (broken->empty()) return "";
  std::string text = "Over budget:\n";
  for (const BrokenLimit& limit : *broken) {
    absl::StrAppend(&text, "  ", Describe(limit), "\n");
  }
  return text;
}

}  // namespace feluda

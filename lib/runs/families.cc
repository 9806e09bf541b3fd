#include "lib/runs/families.h"

#include "absl/strings/numbers.h"
#include "lib/runs/counters.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

// "8", "size:-8", "min_time:0.500", "real_time".
bool IsArgument(absl::string_view part) {
  for (const absl::string_view kind :
       {"real_time", "process_time", "manual_time"}) {
    if (part == kind) return true;
  }
  const size_t colon = part.rfind(':');
  if (colon != absl::string_view::npos) part.remove_prefix(colon + 1);
  // "inf" and "1e3" would be numbers, too.
  double ignored;
  return part.find_first_not_of("-.0123456789") == absl::string_view::npos &&
         absl::SimpleAtod(part, &ignored);
}

}  // namespace

std::string FamilyName(absl::string_view benchmark_name) {
  for (;;) {
    const size_t slash = benchmark_name.rfind('/');
    if (slash == absl::string_view::npos ||
        !IsArgument(benchmark_name.substr(slash + 1))) {
      return std::string(benchmark_name);
    }
    benchmark_name = benchmark_name.substr(0, slash);
  }
}

bool IsComplexityRow(const Run& run) {
  return run.report_big_o || run.report_rms;
}

std::set<std::string> FamiliesWithComplexity(const std::vector<Run>& runs) {
  std::set<std::string> families;
  for (const Run& run : runs) {
    if (IsComplexityRow(run) || Get(run.counters, kComplexityN).has_value()) {
      families.insert(FamilyName(run.run_name.str()));
    }
  }
  return families;
}

void FamilyNumbers::Number(Run& run) {
  const std::string name = run.run_name.str();
  const auto next = static_cast<int64_t>(families_.size());
  Family& family =
      families_.try_emplace(FamilyName(name), Family{next, {}}).first->second;
  run.family_index = family.index;
  if (IsComplexityRow(run)) {
    run.per_family_instance_index = 0;
    return;
  }
  const auto member = static_cast<int64_t>(family.members.size());
  run.per_family_instance_index =
      family.members.try_emplace(name, member).first->second;
}

}  // namespace feluda

#include "lib/runner/selection/benchmark_list.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "benchmark/benchmark.h"

namespace feluda {
namespace {

class NoReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>&) override {}
};

// There is no other way to have the names than to turn its flag on and off.
void SetListTests(char* program, bool on) {
  std::string flag =
      absl::StrCat("--benchmark_list_tests=", on ? "true" : "false");
  char* argv[] = {program, flag.data(), nullptr};
  int argc = 2;
  benchmark::Initialize(&argc, argv);
}

std::vector<std::string> WithoutTwins(std::vector<std::string> names) {
  std::set<std::string> seen;
  names.erase(std::remove_if(names.begin(), names.end(),
                             [&](const std::string& name) {
                               return !seen.insert(name).second;
                             }),
              names.end());
  return names;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ListBenchmarks(char* program) {
  std::ostringstream names;
  std::ostringstream complaints;
  NoReporter reporter;
  reporter.SetOutputStream(&names);
  reporter.SetErrorStream(&complaints);
  SetListTests(program, true);
  benchmark::RunSpecifiedBenchmarks(&reporter);
  SetListTests(program, false);

  const std::vector<std::string> list =
      WithoutTwins(absl::StrSplit(names.str(), '\n', absl::SkipEmpty()));
  if (list.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--benchmark_filter=", benchmark::GetBenchmarkFilter(),
        ": picks no benchmark; --benchmark_list_tests lists them\n",
        complaints.str()));
  }
  return list;
}

benchmark::BenchmarkReporter::Context ContextOf(
    const std::vector<std::string>& names, bool repeated) {
  benchmark::BenchmarkReporter::Context context;
  context.name_field_width = 10;
  for (const std::string& name : names) {
    context.name_field_width = std::max(context.name_field_width, name.size());
  }
  if (repeated) context.name_field_width += std::string("_median").size();
  return context;
}

}  // namespace feluda

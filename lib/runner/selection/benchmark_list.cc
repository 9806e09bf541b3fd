#include "lib/runner/selection/benchmark_list.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <sstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "benchmark/benchmark.h"
#include "lib/fixture/operator_family.h"
#include "lib/runner/processes/subprocess_call.h"

namespace feluda {
namespace {

// Mark what goes wrong. No name begins with them, as names are listed by lines.
constexpr absl::string_view kMistakes = "\n1";
constexpr absl::string_view kNoMatch = "\n2";

// What a linker leaves of a library that nobody calls.
constexpr char kNoBenchmark[] =
    "this program has no benchmark; a cc_library that registers benchmarks "
    "needs alwayslink = True, and the program must depend on it";

class NoReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>&) override {}
};

// Sends stderr nowhere while this lives.
class SilentStderr {
 public:
  SilentStderr() : kept_(dup(STDERR_FILENO)) {
    const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null < 0) return;
    dup2(null, STDERR_FILENO);
    close(null);
  }
  SilentStderr(const SilentStderr&) = delete;
  SilentStderr& operator=(const SilentStderr&) = delete;
  ~SilentStderr() {
    std::cerr << std::flush;
    if (kept_ < 0) return;
    dup2(kept_, STDERR_FILENO);
    close(kept_);
  }

 private:
  const int kept_;
};

struct Listed {
  std::string names;
  std::string complaints;
};

// What Google Benchmark lists while its flag says so.
Listed List(const std::string& filter) {
  std::ostringstream names;
  std::ostringstream complaints;
  NoReporter reporter;
  reporter.SetOutputStream(&names);
  reporter.SetErrorStream(&complaints);
  benchmark::RunSpecifiedBenchmarks(&reporter, nullptr, filter);
  return {names.str(), complaints.str()};
}

// The lines, of which one may be empty.
std::vector<std::string> LinesOf(absl::string_view text) {
  if (text.empty()) return {};
  absl::ConsumeSuffix(&text, "\n");
  return absl::StrSplit(text, '\n');
}

// Google Benchmark lists names only where its flag says so, and the flag can
// only be set by initialising it a second time, when it complains about each
// custom context that it has already. So this runs in a process of its own, in
// silence.
std::string ListInThisProcess(char* program) {
  {
    const SilentStderr silent;
    std::string flag = "--benchmark_list_tests=true";
    char* argv[] = {program, flag.data(), nullptr};
    int argc = 2;
    benchmark::Initialize(&argc, argv);
  }
  // All are checked, also those that the filter does not pick. (A dot alone
  // would not pick an empty name.)
  const std::string all = List(".*").names;
  if (all.empty()) return absl::StrCat(kMistakes, kNoBenchmark);
  const std::vector<std::string> mistakes = RegistrationMistakes(LinesOf(all));
  if (!mistakes.empty()) {
    return absl::StrCat(kMistakes, absl::StrJoin(mistakes, "\n"));
  }
  const Listed picked = List(benchmark::GetBenchmarkFilter());
  return picked.names.empty() ? absl::StrCat(kNoMatch, picked.complaints)
                              : picked.names;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ListBenchmarks(char* program) {
  const absl::StatusOr<std::string> listed =
      CallInSubprocess([program] { return ListInThisProcess(program); });
  if (!listed.ok()) return listed.status();
  absl::string_view text = *listed;
  if (absl::ConsumePrefix(&text, kMistakes)) {
    return absl::InvalidArgumentError(text);
  }
  if (absl::ConsumePrefix(&text, kNoMatch)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--benchmark_filter=", benchmark::GetBenchmarkFilter(),
        ": picks no benchmark; --benchmark_list_tests lists them\n", text));
  }
  return LinesOf(text);
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

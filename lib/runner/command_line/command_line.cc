#include "lib/runner/command_line/command_line.h"

#include <cmath>
#include <cstdlib>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "lib/program/flags.h"
#include "lib/runner/command_line/min_time.h"

namespace feluda {
namespace {

using Mistakes = std::vector<std::string>;

constexpr absl::string_view kOurPrefix = "feluda_";

void ParseChoice(const Argument& argument,
                 const std::vector<std::string>& choices, std::string& choice,
                 Mistakes& mistakes) {
  for (const std::string& possible : choices) {
    if (argument.value == possible) {
      choice = possible;
      return;
    }
  }
  mistakes.push_back(absl::StrCat(argument.text, ": say --", argument.name, "=",
                                  absl::StrJoin(choices, " or ")));
}

void ParseBool(const Argument& argument, bool& flag, Mistakes& mistakes) {
  if (!argument.has_value) {
    flag = true;
  } else if (!absl::SimpleAtob(argument.value, &flag)) {
    mistakes.push_back(absl::StrCat(argument.text, ": say true or false"));
  }
}

// Takes what we do in Google Benchmark's place. False where it is not that.
bool ParseOwnFlag(const Argument& argument, CommandLine& command_line,
                  Mistakes& mistakes) {
  const std::string& name = argument.name;
  static const auto* const formats =
      new std::vector<std::string>{"console", "json", "csv"};
  if (name == "help" || name == "h") {
    command_line.help = true;
  } else if (name == "version") {
    command_line.version = true;
  } else if (name == "benchmark_list_tests") {
    ParseBool(argument, command_line.list_tests, mistakes);
  } else if (name == "benchmark_format") {
    ParseChoice(argument, *formats, command_line.format, mistakes);
  } else if (name == "benchmark_out") {
    command_line.out = argument.value;
  } else if (name == "benchmark_out_format") {
    ParseChoice(argument, *formats, command_line.out_format, mistakes);
  } else if (name == "benchmark_report_aggregates_only") {
    ParseBool(argument, command_line.report_aggregates_only, mistakes);
  } else if (name == "benchmark_display_aggregates_only") {
    ParseBool(argument, command_line.display_aggregates_only, mistakes);
  } else {
    return false;
  }
  return true;
}

// Google Benchmark parses these flags; we need to know some of their values.
void RecordSharedFlag(const Argument& argument, CommandLine& command_line,
                      Mistakes& mistakes) {
  if (argument.name == "benchmark_enable_random_interleaving") {
    ParseBool(argument, command_line.random_interleaving, mistakes);
  } else if (argument.name == "benchmark_repetitions") {
    command_line.repeated = argument.value != "1";
  } else if (argument.name == "benchmark_perf_counters") {
    command_line.perf_counters = !argument.value.empty();
  } else if (argument.name == "benchmark_color" && argument.value != "auto") {
    ParseBool(argument, command_line.color.emplace(), mistakes);
  }
}

// A flag of Google Benchmark's that is a number, and the values that make
// sense. Google Benchmark takes any: with 0 repetitions it runs nothing and
// says nothing, with a negative number it throws, and an endless time never
// ends.
struct NumericFlag {
  absl::string_view name;
  double min;
  double max;
  bool is_whole;
};

constexpr NumericFlag kNumericFlags[] = {
    {"benchmark_min_warmup_time", 0, 86400, false},
    {"benchmark_repetitions", 1, 1e6, true},
    {"v", 0, 1e3, true},
};

void CheckNumber(const Argument& argument, Mistakes& mistakes) {
  for (const NumericFlag& flag : kNumericFlags) {
    if (argument.name != flag.name) continue;
    double value;
    const bool is_number = absl::SimpleAtod(argument.value, &value);
    if (is_number && value >= flag.min && value <= flag.max &&
        (!flag.is_whole || value == std::floor(value))) {
      return;
    }
    mistakes.push_back(
        absl::StrCat(argument.text, ": say --", flag.name, "=N, N a ",
                     flag.is_whole ? "whole number" : "number", " from ",
                     flag.min, " to ", absl::StrFormat("%.0f", flag.max),
                     flag.is_whole ? "" : ", in seconds"));
  }
}

// Writes --benchmark_min_time as this Google Benchmark takes it.
void CompleteMinTime(const Argument& argument, std::string& text,
                     Mistakes& mistakes) {
  if (argument.name != "benchmark_min_time") return;
  const absl::StatusOr<std::string> value =
      MinTimeAs(kMinTimeSyntax, argument.value);
  if (value.ok()) {
    text = absl::StrCat(text.substr(0, text.find('=') + 1), *value);
  } else {
    mistakes.push_back(
        absl::StrCat(argument.text, ": ", value.status().message()));
  }
}

// Google Benchmark ends the process, with status 0, where it does not know the
// unit, so it is not asked.
void CheckTimeUnit(const Argument& argument, Mistakes& mistakes) {
  std::string unit;
  if (argument.name == "benchmark_time_unit") {
    ParseChoice(argument, {"ns", "us", "ms", "s"}, unit, mistakes);
  }
}

// Hands Google Benchmark its flags, whatever the order of the arguments was.
void InitializeGoogleBenchmark(char* program,
                               const std::vector<std::string>& arguments,
                               Mistakes& mistakes) {
  std::vector<std::string> kept = arguments;
  std::vector<char*> argv = {program};
  for (std::string& argument : kept) argv.push_back(argument.data());
  argv.push_back(nullptr);
  int argc = static_cast<int>(argv.size()) - 1;
  benchmark::Initialize(&argc, argv.data());
  for (int i = 1; i < argc; ++i) {
    mistakes.push_back(absl::StrCat(
        argv[i],
        ": no flag of Google Benchmark, or not a value it takes; --help lists "
        "them"));
  }
}

// Google Benchmark takes its flags from the environment, too: BENCHMARK_OUT is
// --benchmark_out. Those that we check or handle in its place are taken as
// arguments that come before the command line's.
std::vector<std::string> ArgumentsFromEnvironment() {
  std::vector<std::string> arguments;
  for (const char* name :
       {"benchmark_format", "benchmark_list_tests", "benchmark_out",
        "benchmark_out_format", "benchmark_report_aggregates_only",
        "benchmark_display_aggregates_only", "benchmark_min_time",
        "benchmark_min_warmup_time", "benchmark_repetitions",
        "benchmark_time_unit"}) {
    const char* value = std::getenv(absl::AsciiStrToUpper(name).c_str());
    if (value != nullptr) {
      arguments.push_back(absl::StrCat("--", name, "=", value));
      // Or Google Benchmark would do it as well.
      unsetenv(absl::AsciiStrToUpper(name).c_str());
    }
  }
  return arguments;
}

}  // namespace

absl::StatusOr<CommandLine> ParseCommandLine(int argc, char** argv) {
  CommandLine command_line;
  Mistakes mistakes;
  std::vector<std::string> arguments = ArgumentsFromEnvironment();
  arguments.insert(arguments.end(), argv + 1, argv + argc);
  std::vector<std::string> google_benchmarks;
  for (std::string& text : arguments) {
    const Argument argument = SplitArgument(text);
    if (ParseOwnFlag(argument, command_line, mistakes)) continue;
    if (absl::StartsWith(argument.name, kOurPrefix)) {
      const absl::Status set = SetFlag(argument);
      if (!set.ok()) mistakes.emplace_back(set.message());
    } else {
      RecordSharedFlag(argument, command_line, mistakes);
      CheckNumber(argument, mistakes);
      CheckTimeUnit(argument, mistakes);
      CompleteMinTime(argument, text, mistakes);
      google_benchmarks.push_back(text);
    }
  }
  if (command_line.help || command_line.version) return command_line;
  if (mistakes.empty()) {
    InitializeGoogleBenchmark(argv[0], google_benchmarks, mistakes);
  }
  const absl::Status status = JoinMistakes(mistakes);
  if (!status.ok()) return status;
  return command_line;
}

}  // namespace feluda

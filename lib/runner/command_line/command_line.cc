#include "lib/runner/command_line/command_line.h"

#include <cstdlib>
#include <map>
#include <utility>
#include <vector>

#include "absl/flags/commandlineflag.h"
#include "absl/flags/reflection.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "benchmark/benchmark.h"

namespace feluda {
namespace {

using Mistakes = std::vector<std::string>;

constexpr absl::string_view kOurPrefix = "feluda_";

// An argument "--name=value"; no value where there is no '='.
struct Argument {
  std::string text;
  std::string name;
  std::string value;
  bool has_value = false;
};

Argument Split(absl::string_view text) {
  Argument argument;
  argument.text = std::string(text);
  absl::string_view rest = text;
  if (!absl::ConsumePrefix(&rest, "--")) absl::ConsumePrefix(&rest, "-");
  const size_t equals = rest.find('=');
  argument.name = std::string(rest.substr(0, equals));
  if (equals != absl::string_view::npos) {
    argument.has_value = true;
    argument.value = std::string(rest.substr(equals + 1));
  }
  return argument;
}

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

void ParseFeludaFlag(const Argument& argument, Mistakes& mistakes) {
  absl::CommandLineFlag* flag = absl::FindCommandLineFlag(argument.name);
  if (flag == nullptr) {
    mistakes.push_back(
        absl::StrCat(argument.text, ": no such flag; --help lists them"));
    return;
  }
  if (!argument.has_value && !flag->IsOfType<bool>()) {
    mistakes.push_back(absl::StrCat(argument.text, ": needs a value, --",
                                    argument.name, "=VALUE"));
    return;
  }
  std::string error;
  const std::string value = argument.has_value ? argument.value : "true";
  if (!flag->ParseFrom(value, &error)) {
    mistakes.push_back(
        absl::StrCat(argument.text, ": ", error, "; it is ", flag->Help()));
  }
}

// What Google Benchmark is told and we want to know, too.
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

// Google Benchmark ends the process, with status 0, where it does not know the
// unit, so it is not asked.
void CheckTimeUnit(const Argument& argument, Mistakes& mistakes) {
  std::string unit;
  if (argument.name == "benchmark_time_unit") {
    ParseChoice(argument, {"ns", "us", "ms", "s"}, unit, mistakes);
  }
}

// The share of Google Benchmark, whatever the order of the arguments was.
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
// --benchmark_out. Those of our share come before the command line's.
std::vector<std::string> ArgumentsFromEnvironment() {
  std::vector<std::string> arguments;
  for (const char* name :
       {"benchmark_format", "benchmark_list_tests", "benchmark_out",
        "benchmark_out_format", "benchmark_report_aggregates_only",
        "benchmark_display_aggregates_only"}) {
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
  for (const std::string& text : arguments) {
    const Argument argument = Split(text);
    if (ParseOwnFlag(argument, command_line, mistakes)) continue;
    if (absl::StartsWith(argument.name, kOurPrefix)) {
      ParseFeludaFlag(argument, mistakes);
    } else {
      RecordSharedFlag(argument, command_line, mistakes);
      CheckTimeUnit(argument, mistakes);
      google_benchmarks.push_back(text);
    }
  }
  if (command_line.help) return command_line;
  if (mistakes.empty()) {
    InitializeGoogleBenchmark(argv[0], google_benchmarks, mistakes);
  }
  if (mistakes.empty()) return command_line;
  return absl::InvalidArgumentError(absl::StrJoin(mistakes, "\n"));
}

std::string DescribeFeludaFlags() {
  // By name.
  std::map<std::string, std::string> lines;
  for (const auto& [name, flag] : absl::GetAllFlags()) {
    if (!absl::StartsWith(name, kOurPrefix)) continue;
    lines[std::string(name)] =
        absl::StrCat("          [--", name, "=", flag->DefaultValue(), "]  ",
                     flag->Help(), "\n");
  }
  std::string description;
  for (const auto& [name, line] : lines) description += line;
  return description;
}

}  // namespace feluda

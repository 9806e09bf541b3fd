#include "lib/python_benchmarks/python_script.h"

#include <Python.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"
#include "lib/python/interpreter.h"
#include "lib/python_benchmarks/benchmark_package.h"
#include "lib/python_benchmarks/python_flags.h"

ABSL_FLAG(std::string, feluda_python_script, "",
          "a script that imports benchmark.profiler, run as it stands in one "
          "process; its own arguments come behind a --");

namespace feluda {
namespace {

namespace fs = std::filesystem;

constexpr absl::string_view kFlag = "--feluda_python_script";

// Every report that the script saves says so.
constexpr char kNoIsolation[] =
    "none: a script made all calls in one process, so that a call's time and "
    "memory may depend on what ran before it";

// The arguments of the program, and those of the script.
struct SplitCommandLine {
  std::vector<char*> program;
  std::vector<std::string> script;
};

SplitCommandLine Split(int argc, char** argv) {
  SplitCommandLine split;
  char** const end = argv + argc;
  char** const separator = std::find_if(
      argv, end, [](absl::string_view word) { return word == "--"; });
  split.program.assign(argv, separator);
  if (separator != end) split.script.assign(separator + 1, end);
  return split;
}

// What a script imports from: its own folder, as Python has it, or the one that
// has `benchmark`, as for `python -m benchmark.main`.
std::string ImportFolder(const fs::path& script) {
  fs::path folder = script.parent_path();
  for (fs::path above = folder; above.has_relative_path();
       above = above.parent_path()) {
    if (above.filename() == "benchmark") return above.parent_path();
  }
  return folder;
}

absl::Status Start(const fs::path& script,
                   const std::vector<std::string>& arguments) {
  absl::StatusOr<PythonOptions> options = PythonOptionsFromFlags();
  if (!options.ok()) return options.status();
  options->path = {ImportFolder(script)};
  options->arguments = {script.string()};
  options->arguments.insert(options->arguments.end(), arguments.begin(),
                            arguments.end());
  options->handles_signals = true;
  const absl::Status started = StartPython(*options);
  return started.ok() ? InstallBenchmarkPackage() : started;
}

int RunScript(const SplitCommandLine& split) {
  const fs::path given = absl::GetFlag(FLAGS_feluda_python_script);
  std::error_code error;
  const fs::path script = fs::absolute(given, error).lexically_normal();
  FILE* const file = fs::is_regular_file(script, error)
                         ? std::fopen(script.c_str(), "re")
                         : nullptr;
  if (file == nullptr) {
    return BadUse(absl::StrCat(kFlag, ": ", given.string(),
                               ": no file that can be read"));
  }
  const absl::Status started = Start(script, split.script);
  if (!started.ok()) {
    std::fclose(file);
    return BadUse(started.message());
  }
  benchmark::AddCustomContext("isolation", kNoIsolation);
  // Ends the process where the script calls sys.exit().
  const int failed = PyRun_SimpleFileEx(file, script.c_str(), /*closeit=*/1);
  const int flushed = Py_FinalizeEx();
  return failed == 0 && flushed == 0 ? kExitSuccess : kExitFailure;
}

int Run(int argc, char** argv) {
  SplitCommandLine split = Split(argc, argv);
  const auto arguments = ParseToolArguments(
      static_cast<int>(split.program.size()), split.program.data());
  if (!arguments.ok()) {
    return BadUse(absl::StrCat(arguments.status().message(), "\nWith ", kFlag,
                               " there are no flags of benchmarks; the "
                               "script's own arguments come behind a --."));
  }
  if (!arguments->files.empty()) {
    return BadUse(absl::StrCat(arguments->files[0],
                               ": put the script's own arguments behind a --"));
  }
  return RunScript(split);
}

}  // namespace

bool NamesPythonScript(int argc, char** argv) {
  bool named = false;
  for (const char* word : Split(argc, argv).program) {
    const std::string name = SplitArgument(word).name;
    if (name == "help" || name == "h") return false;
    named = named || absl::StrCat("--", name) == kFlag;
  }
  return named;
}

int PythonScriptMain(int argc, char** argv) {
  return RunProgram([&] { return Run(argc, argv); });
}

}  // namespace feluda

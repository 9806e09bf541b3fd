#include "lib/python_benchmarks/python_suite.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "lib/files/descriptor.h"
#include "lib/program/flags.h"
#include "lib/python/interpreter.h"
#include "lib/python_benchmarks/benchmark_file.h"
#include "lib/python_benchmarks/python_flags.h"
#include "lib/runner/processes/failure_message.h"
#include "lib/runner/processes/run_pipe.h"
#include "lib/runner/processes/supervisor.h"
#include "lib/runs/new_run.h"

ABSL_FLAG(std::string, feluda_python_benchmarks, "",
          "a benchmark file written for Feluda, or a folder of them, as "
          "feluda/benchmark/operators");
namespace feluda {
namespace {

namespace fs = std::filesystem;

constexpr char kAbout[] =
    "Measures operators in Python, as Feluda's own benchmark files call them,\n"
    "and writes a report.\n\n"
    "  /usr/bin/python3 -m venv ~/feluda_venv\n"
    "  ~/feluda_venv/bin/pip install feluda-cluster-embeddings\n"
    "  bazel run //bench:python_operators -- \\\n"
    "      --feluda_python_benchmarks=feluda/benchmark/operators \\\n"
    "      --feluda_python_path=$HOME/feluda_venv";

// A benchmark: a call of a file, or why the file has no more of them.
struct PythonBenchmark {
  FileCall call;
  std::string error;
};

// What the flags name, filled when they are read.
struct Suite {
  std::vector<std::string> files;
  PythonOptions options;
  std::map<std::string, PythonBenchmark> benchmarks;
};

bool IsBenchmarkFile(const fs::path& path) {
  return path.extension() == ".py" &&
         !absl::StartsWith(path.filename().string(), "_");
}

// Lists the files' calls, each file in a process that may do what it likes.
class Lister {
 public:
  Lister(const std::vector<std::string>& files, const PythonOptions& options)
      : files_(files), supervisor_([this, options](size_t file, int result) {
          List(files_[file], options, result);
        }) {}

  FileListing ListFile(size_t file, const ChildLimits& limits) {
    FileListing listing;
    const absl::StatusOr<ChildEnd> end = supervisor_.Run(file, limits);
    if (!end.ok()) {
      listing.error = std::string(end.status().message());
      return listing;
    }
    absl::StatusOr<FileListing> told = FromText(end->result);
    // The file's process is judged as a benchmark's is.
    PipedRuns piped;
    piped.ended = told.ok();
    if (told.ok()) listing = *std::move(told);
    const std::string failure = DescribeFailure(*end, limits, piped);
    if (!failure.empty()) listing.error = failure;
    return listing;
  }

 private:
  static void List(const std::string& path, const PythonOptions& options,
                   int result) {
    FileListing listing;
    const absl::Status started = StartForBenchmarkFiles(options);
    listing.error = std::string(started.message());
    if (started.ok()) listing = ListCalls(path);
    WriteAll(result, ToText(listing));
  }

  const std::vector<std::string> files_;
  Supervisor supervisor_;
};

// Takes up a benchmark under a name that no other has.
void Add(PythonBenchmark benchmark, const std::string& wanted, Suite& suite) {
  std::string name = wanted;
  for (int i = 2; suite.benchmarks.count(name) > 0; ++i) {
    name = absl::StrCat(wanted, " (", i, ")");
  }
  benchmark.call.benchmark_name = name;
  suite.benchmarks[name] = std::move(benchmark);
  // Listed by this name; in its process the host runs it.
  benchmark::RegisterBenchmark(name.c_str(), [](benchmark::State& state) {
    state.SkipWithError("runs in a process of its own alone");
  });
}

void AddFile(const std::string& path, const FileListing& listing,
             Suite& suite) {
  for (size_t i = 0; i < listing.calls.size(); ++i) {
    PythonBenchmark benchmark;
    benchmark.call.path = path;
    benchmark.call.index = i;
    benchmark.call.listed = listing.calls[i];
    Add(std::move(benchmark),
        absl::StrCat(listing.calls[i].operator_name, "/",
                     listing.calls[i].description),
        suite);
  }
  if (listing.error.empty()) return;
  PythonBenchmark failed;
  failed.error = listing.error;
  Add(std::move(failed),
      absl::StrCat(fs::path(path).stem().string(), "/benchmark()"), suite);
}

absl::Status CheckPythonFlags(Suite& suite) {
  const std::string path = absl::GetFlag(FLAGS_feluda_python_benchmarks);
  if (path.empty()) {
    return absl::InvalidArgumentError(
        "--feluda_python_benchmarks: name a benchmark file written for Feluda, "
        "or a folder of them; --help has an example");
  }
  absl::StatusOr<std::vector<std::string>> files = FindBenchmarkFiles(path);
  if (!files.ok()) {
    return WithFlagName("--feluda_python_benchmarks", files.status());
  }
  absl::StatusOr<PythonOptions> options = PythonOptionsFromFlags();
  if (!options.ok()) return options.status();
  suite.files = *std::move(files);
  suite.options = *std::move(options);
  return absl::OkStatus();
}

void RegisterFiles(const ChildLimits& limits, Suite& suite) {
  Lister lister(suite.files, suite.options);
  for (size_t i = 0; i < suite.files.size(); ++i) {
    AddFile(suite.files[i], lister.ListFile(i, limits), suite);
  }
}

size_t RunInProcess(const Suite& suite, const std::string& name,
                    benchmark::BenchmarkReporter& reporter) {
  const PythonBenchmark& benchmark = suite.benchmarks.at(name);
  if (benchmark.error.empty()) {
    MeasureCall(benchmark.call, suite.options, reporter);
  } else {
    reporter.ReportRuns({FailedRun(name, benchmark.error)});
  }
  return 1;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> FindBenchmarkFiles(
    const std::string& path) {
  std::error_code error;
  const fs::path given = fs::absolute(path, error).lexically_normal();
  if (fs::is_regular_file(given, error)) {
    return std::vector<std::string>{given.string()};
  }
  std::vector<std::string> files;
  for (fs::directory_iterator file(given, error), end; !error && file != end;
       file.increment(error)) {
    if (IsBenchmarkFile(file->path())) files.push_back(file->path());
  }
  if (error) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", error.message()));
  }
  if (files.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": has no benchmark file, which is a NAME.py"));
  }
  std::sort(files.begin(), files.end());
  return files;
}

RunnerExtension PythonSuite() {
  const auto suite = std::make_shared<Suite>();
  RunnerExtension extension;
  extension.about = kAbout;
  extension.check_flags = [suite] { return CheckPythonFlags(*suite); };
  extension.register_benchmarks = [suite](const ChildLimits& limits) {
    RegisterFiles(limits, *suite);
  };
  extension.host = [suite](const std::string& name,
                           benchmark::BenchmarkReporter& reporter) {
    return RunInProcess(*suite, name, reporter);
  };
  return extension;
}

}  // namespace feluda

// Parses the command line of a benchmark program: Google Benchmark's flags, and
// ours, which begin with --feluda_. All of it is checked before anything runs,
// and all mistakes are reported at once.

#ifndef LIB_RUNNER_COMMAND_LINE_COMMAND_LINE_H_
#define LIB_RUNNER_COMMAND_LINE_COMMAND_LINE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"

namespace feluda {

// The flags of Google Benchmark that this program handles itself. Names and
// meanings are Google Benchmark's.
struct CommandLine {
  bool help = false;
  bool version = false;
  bool list_tests = false;
  // "console", "json" or "csv"; empty where the flag was not given.
  std::string format;
  // A file for the runs, and its format; empty for no file.
  std::string out;
  std::string out_format = "json";
  // Whether repeated benchmarks show their aggregates alone: everywhere, or on
  // stdout.
  bool report_aggregates_only = false;
  bool display_aggregates_only = false;
  // Google Benchmark parses these as well.
  bool random_interleaving = false;
  bool repeated = false;
  bool perf_counters = false;
  // --benchmark_color; not set where it is auto.
  std::optional<bool> color;
};

// Reads the whole command line and Google Benchmark's environment variables.
// Initialises Google Benchmark with its flags and sets ours (ABSL_FLAG). Error:
// InvalidArgument, with a line for each mistake that names the argument and the
// remedy. Call it once in a process: Google Benchmark complains if it is
// initialised twice.
absl::StatusOr<CommandLine> ParseCommandLine(int argc, char** argv);

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_COMMAND_LINE_H_

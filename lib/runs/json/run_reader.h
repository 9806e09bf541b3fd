// Reads files of Google Benchmark's JSON, of release 1.7 to the newest and our
// own reports, whole or cut short. lenient_json.h says what passes for JSON,
// run_from_json.h what a run keeps.
//
//   absl::StatusOr<RecordedRuns> recorded = ReadRuns(text, "old.json");
//   if (!recorded.ok()) std::cerr << recorded.status().message();
//   // old.json: benchmarks[3] "sort/8": real_time is a string, not a number

#ifndef LIB_RUNS_JSON_RUN_READER_H_
#define LIB_RUNS_JSON_RUN_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/json/run_from_json.h"  // IWYU pragma: export

namespace feluda {

struct RecordedRuns {
  // The provenance, as far as the file has it. `json_schema_version` is always
  // there, and is 1.
  Provenance provenance;
  std::vector<benchmark::BenchmarkReporter::Run> runs;
  // Why the report is partial, if it is ours and says so; else empty.
  std::string partial;
  // Whether the file ends too early. A run in which it ends is left out.
  bool cut_short = false;
};

// Reads the text of a file. `file_name` is for errors only; nothing is opened.
// Error: InvalidArgument, which names the file, and the line and column of what
// is not JSON, or the benchmark and the key that is missing or has the wrong
// type.
absl::StatusOr<RecordedRuns> ReadRuns(absl::string_view json_text,
                                      absl::string_view file_name);

// Reads a file, or a pipe such as /dev/stdin to its end; up to 1 GiB. A file
// that cannot be read is an InvalidArgument error, too, with its name and the
// cause.
absl::StatusOr<RecordedRuns> ReadRunsFile(const std::string& path);

// Reads a regular file, and refuses a pipe: for a file that is read again
// later.
absl::StatusOr<RecordedRuns> ReadRunsRegularFile(const std::string& path);

}  // namespace feluda

#endif  // LIB_RUNS_JSON_RUN_READER_H_

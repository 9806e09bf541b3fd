// A benchmark file of Feluda's, run in this process: once to list its calls of
// Profiler.benchmark_operator(), or to measure one of them.
//
//   absl::Status started = StartForBenchmarkFiles(options);
//   FileListing listing = ListCalls("benchmark/operators/clustering.py");
//
// Random numbers that a file draws from Python's or numpy's shared generator
// are the same each time. Threads: the one that started Python.

#ifndef LIB_PYTHON_BENCHMARKS_BENCHMARK_FILE_H_
#define LIB_PYTHON_BENCHMARKS_BENCHMARK_FILE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "lib/python/interpreter.h"

namespace feluda {

// A call of Profiler.benchmark_operator().
struct ListedCall {
  // The operator's name as the file has it, without line breaks and slashes.
  std::string operator_name;
  // The file's data_description, or else what the call's keywords are.
  std::string description;
  // The file's output_info as the text of a JSON object; empty if there is
  // none.
  std::string output_info;
  // What else the file put into the result, in the same form.
  std::string own_entries;
  // A summary of the call, which must be the same when the file runs again.
  std::string outline;
};

struct FileListing {
  std::vector<ListedCall> calls;
  // Why the file went no further; empty if it came to its end.
  std::string error;
};

// Convert a listing to text and back, for a pipe. Error: the text is no
// listing.
std::string ToText(const FileListing& listing);
absl::StatusOr<FileListing> FromText(absl::string_view text);

// Starts Python with what benchmark files import.
absl::Status StartForBenchmarkFiles(const PythonOptions& options);

// Runs the file to list its calls, and makes none of them.
// REQUIRES: Python was started; no file ran before.
FileListing ListCalls(const std::string& path);

// A call of a file, which is a benchmark. `index` counts from 0.
struct FileCall {
  std::string benchmark_name;
  std::string path;
  size_t index = 0;
  ListedCall listed;
};

// Starts Python, runs the file, and measures the call where it stands, by
// Google Benchmark under the benchmark's name. The runs go to `reporter` once
// the file has described them. It is one failed run if the file does not reach
// the call, makes another one, or leaves something running. REQUIRES: Python
// was not started; no benchmark's registration is needed any more, since all
// are removed.
void MeasureCall(const FileCall& call, const PythonOptions& options,
                 benchmark::BenchmarkReporter& reporter);

}  // namespace feluda

#endif  // LIB_PYTHON_BENCHMARKS_BENCHMARK_FILE_H_

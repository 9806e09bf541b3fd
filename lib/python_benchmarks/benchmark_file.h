// A benchmark file of Feluda's, run in this process: once to list its calls of
// Profiler.benchmark_operator(), or to measure one of them.
//
//   absl::Status started = StartForBenchmarkFiles(options);
//   FileListing listing = ListCalls("benchmark/operators/clustering.py");
//
// What a file draws at random from Python's or numpy's shared generator is the
// same each time. Threads: the one that started Python.

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
  // The file's output_info as the text of a JSON object; empty without.
  std::string output_info;
  // What else the file put into the result, in the same way.
  std::string own_entries;
  // What the call must be like when the file runs again.
  std::string outline;
};

struct FileListing {
  std::vector<ListedCall> calls;
  // Why the file went no further; empty if it came to its end.
  std::string error;
};

// There and back, through a pipe. Error: text that is no listing.
std::string ToText(const FileListing& listing);
absl::StatusOr<FileListing> FromText(absl::string_view text);

// Starts Python with what benchmark files import.
absl::Status StartForBenchmarkFiles(const PythonOptions& options);

// Runs the file and makes none of its calls.
// REQUIRES: Python was started; no file ran before.
FileListing ListCalls(const std::string& path);

// What a benchmark is: the call of that index, counted from 0, of a file.
struct FileCall {
  std::string benchmark_name;
  std::string path;
  size_t index = 0;
  ListedCall listed;
};

// Starts Python, runs the file, and has the call measured where it stands by
// Google Benchmark, which runs it under the benchmark's name. The runs go to
// `reporter` when the file has described them; one failed run, if the file does
// not come to the call, makes another one, or leaves something running.
// REQUIRES: Python was not started; no benchmark's registration is needed any
// more, since all are removed.
void MeasureCall(const FileCall& call, const PythonOptions& options,
                 benchmark::BenchmarkReporter& reporter);

}  // namespace feluda

#endif  // LIB_PYTHON_BENCHMARKS_BENCHMARK_FILE_H_

// Google Benchmark's own console, JSON and CSV, from runs that were collected.
//
// Its CSV reporter ends the process when a run has a counter that the first did
// not have, so it must see all runs at once. And a file that is written whole,
// again after each benchmark, is readable whatever happens to the program.

#ifndef REPORTERS_BENCHMARK_OUTPUT_H_
#define REPORTERS_BENCHMARK_OUTPUT_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"

namespace feluda {

// Hands the whole output so far to `sink`, after each benchmark and at the end.
class BenchmarkOutput : public benchmark::BenchmarkReporter {
 public:
  using Sink = std::function<void(absl::string_view output)>;

  // The format is "console", "json" or "csv".
  BenchmarkOutput(std::string format, Sink sink);

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;

 private:
  std::string Render() const;

  const std::string format_;
  const Sink sink_;
  std::optional<Context> context_;
  std::vector<Run> runs_;
};

}  // namespace feluda

#endif  // REPORTERS_BENCHMARK_OUTPUT_H_

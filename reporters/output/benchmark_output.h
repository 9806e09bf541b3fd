// Google Benchmark's own console, JSON and CSV, from runs that were collected.
//
// Google Benchmark's CSV reporter ends the process when a run has a counter
// that the first did not have, so it must see all runs at once. And a file that
// is written anew as a whole after each benchmark is readable whatever happens
// to the program.

#ifndef REPORTERS_OUTPUT_BENCHMARK_OUTPUT_H_
#define REPORTERS_OUTPUT_BENCHMARK_OUTPUT_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "reporters/output/save_throttle.h"

namespace feluda {

// Hands the whole output so far to `sink`: as benchmarks end (save_throttle.h
// says when) and at the end, or only at the end.
class BenchmarkOutput : public benchmark::BenchmarkReporter {
 public:
  using Sink = std::function<void(absl::string_view output)>;

  enum class When { kAsBenchmarksEnd, kAtTheEnd };

  // The format is "console", "json" or "csv".
  BenchmarkOutput(std::string format, When when, Sink sink);

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

  // Hands on the output of these runs at once, and keeps nothing of them: for
  // results that come only at the end. From then on nothing else is handed on
  // before Finalize(). Does nothing with kAtTheEnd.
  void HandOnSoFar(const std::vector<Run>& runs);

 private:
  void HandOn(const std::vector<Run>& runs);
  std::string Render(const std::vector<Run>& runs) const;

  const std::string format_;
  const When when_;
  const Sink sink_;
  std::optional<Context> context_;
  std::vector<Run> runs_;
  SaveThrottle throttle_;
  // Runs that the sink has not been given yet.
  bool has_more_ = false;
  bool hands_on_so_far_ = false;
};

}  // namespace feluda

#endif  // REPORTERS_OUTPUT_BENCHMARK_OUTPUT_H_

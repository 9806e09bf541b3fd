// A budget: what benchmarks may need at most. It is a file that lives beside
// the code, with a line for each pattern:
//
//   # OCR has to fit the small workers.
//   ^detect_text_in_image/  peak_memory=120MiB time=3s
//   ^vid_vec_rep/           allocated_bytes_per_unit=2MiB
//
// A line begins with a regular expression without blanks that finds benchmarks
// by name, as --benchmark_filter does. After it stand the limits: time,
// cpu_time, initialization_time, cleanup_time (ns, us, ms, s, min),
// peak_memory, peak_heap, allocated_bytes (B, KiB, MiB, GiB, kB, MB, GB),
// allocations (a number, or with k, M). With _per_unit a limit holds for the
// unit of the input's size: a row, a minute of video. A '#' at the start of a
// word begins a comment.
//
// A benchmark keeps a limit on time if the median of its processes and
// repetitions does, and one on memory or allocations if all of them do. A limit
// on what was not measured is not kept, nor is one of a benchmark that failed.
//
//   absl::StatusOr<Budget> budget = ReadBudget("ocr.budget");
//   auto broken = CheckBudget(*budget, runs);
//   for (const BrokenLimit& limit : *broken) std::cerr << Describe(limit);

#ifndef REPORTERS_COMPARE_BUDGET_BUDGET_H_
#define REPORTERS_COMPARE_BUDGET_BUDGET_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "reporters/compare/metric.h"
#include "reporters/compare/name_pattern.h"

namespace feluda {

struct BudgetLimit {
  ComparedMetric metric;
  bool per_unit = false;
  // Seconds, bytes or a count.
  double most = 0;
};

struct BudgetLine {
  NamePattern pattern;
  std::vector<BudgetLimit> limits;
  // "ocr.budget:2"
  std::string place;
};

struct Budget {
  std::vector<BudgetLine> lines;
};

// InvalidArgument names the file and has a line for each mistake, with its
// remedy. A budget without a limit is a mistake, too.
absl::StatusOr<Budget> ParseBudget(absl::string_view text,
                                   absl::string_view file_name);

// Reads a file; see above.
absl::StatusOr<Budget> ReadBudget(const std::string& path);

struct BrokenLimit {
  std::string benchmark;
  BudgetLimit limit;
  // Nullopt where it was not measured; then `why` tells why.
  std::optional<double> figure;
  std::string why;
};

// The limits that the runs do not keep, in the order of the budget. Aggregates
// count where a benchmark has nothing else. InvalidArgument names the patterns
// that find no benchmark among the runs, a line each.
absl::StatusOr<std::vector<BrokenLimit>> CheckBudget(
    const Budget& budget,
    const std::vector<benchmark::BenchmarkReporter::Run>& runs);

// "sort/8: peak memory is 130.0 MiB, at most 120.0 MiB"
std::string Describe(const BrokenLimit& broken);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_BUDGET_BUDGET_H_

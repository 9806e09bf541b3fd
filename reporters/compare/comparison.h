// What changed from one side to the other, benchmark by benchmark and figure by
// figure, with a verdict on each and one limit on false findings for them all.
//
//   Comparison comparison = Compare(old_side, new_side, options);
//   comparison.Count(ComparedVerdict::kWorse);

#ifndef REPORTERS_COMPARE_COMPARISON_H_
#define REPORTERS_COMPARE_COMPARISON_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/statistics/change.h"
#include "reporters/compare/compared_figure.h"
#include "reporters/compare/compared_side.h"
#include "reporters/compare/conditions/other_load.h"
#include "reporters/compare/thresholds.h"

namespace feluda {

struct BenchmarkChange {
  std::string name;
  // The worst first.
  std::vector<ComparedFigure> figures;
  // What other programs took while it ran or, where that is not known, while
  // all benchmarks ran.
  std::optional<LoadOfSides> load;
};

struct ComparedFailure {
  std::string name;
  std::string message;
};

struct Comparison {
  std::vector<std::string> old_files;
  std::vector<std::string> new_files;
  // Benchmarks that both sides measured, the most important first.
  std::vector<BenchmarkChange> benchmarks;
  // Names, in the order of their reports.
  std::vector<std::string> added;
  std::vector<std::string> removed;
  std::vector<ComparedFailure> newly_failed;
  std::vector<std::string> newly_passing;
  std::vector<ComparedFailure> failed_on_both;
  // The work of these is not the same on both sides: "sort/8: seed 1, now 2".
  std::vector<std::string> other_work;
  // What other programs took while these benchmarks ran; nullopt where a side
  // does not tell.
  std::optional<LoadOfSides> load;
  // How many tests shared the limit on false findings, and that limit.
  size_t tests = 0;
  double limit = kFalseFindings;

  size_t Count(ComparedVerdict verdict) const;
};

struct CompareOptions {
  // The benchmarks to compare; all where there is none.
  std::optional<NamePattern> filter;
  Thresholds thresholds;
  // Whether processes of the same round are pairs: they ran one after the
  // other, in an order that was drawn.
  bool pairs = false;
};

// No figure of a benchmark with a failed run is compared.
Comparison Compare(const ComparedSide& old_side, const ComparedSide& new_side,
                   const CompareOptions& options);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_COMPARISON_H_

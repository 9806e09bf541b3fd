// Comparisons of measured processes whose truth is known: processes of a report
// with rounds are drawn anew for both sides, so nothing changed, and a change
// of known size may be added to one benchmark.
//
//   RecordedTrials trials(side, /*pairs=*/false);
//   const RecordedTrial trial =
//       trials.Draw(10, MadeUpChange::kTenPercent, made);
//   Compare(trial.old_side, trial.new_side, {});
//
// Source: B. Efron 1979, "Bootstrap Methods".

#ifndef REPORTERS_COMPARE_POWER_RECORDED_TRIALS_H_
#define REPORTERS_COMPARE_POWER_RECORDED_TRIALS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "lib/statistics/made_up_samples.h"
#include "reporters/compare/comparison.h"

namespace feluda {

enum class MadeUpChange {
  kNothing,
  // Time and CPU time of one benchmark are 10 % more.
  kTenPercent,
  // One benchmark whose allocations are the same in all processes has one more.
  kOneAllocation,
};

struct RecordedTrial {
  ComparedSide old_side;
  ComparedSide new_side;
  // The benchmark that was changed and its figures; "" where none was.
  std::string changed;
  std::vector<ComparedMetric> metrics;

  // Whether one of these is called worse.
  bool IsFoundIn(const Comparison& comparison) const;
};

class RecordedTrials {
 public:
  // `pairs`: rounds 2k and 2k + 1 ran one after the other. They are drawn
  // together, and which of them is the old one is drawn, too.
  RecordedTrials(ComparedSide side, bool pairs);

  // How many rounds, or pairs, there are to draw from.
  size_t size() const { return rounds_.size(); }

  // Draws `count` processes, or pairs, of every benchmark with replacement.
  // REQUIRES: size() > 0.
  RecordedTrial Draw(int count, MadeUpChange change, MadeUpSamples& made) const;

 private:
  void Change(MadeUpChange change, MadeUpSamples& made,
              RecordedTrial& trial) const;

  const ComparedSide side_;
  const bool pairs_;
  // The rounds to draw from; the first round of each pair.
  std::vector<int64_t> rounds_;
};

// Joins the reports of two builds that ran in turn into one side: its rounds 2k
// and 2k + 1 are round k of the first and of the other.
ComparedSide Interleaved(const RecordedRuns& one, const RecordedRuns& other);

// A side of a trial as Google Benchmark's JSON, for compare.py. It has only
// times, and what was changed as `context.changed`.
std::string TimesAsJson(const ComparedSide& side, const std::string& changed);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_POWER_RECORDED_TRIALS_H_

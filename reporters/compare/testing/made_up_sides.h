// Made-up sides of a comparison, for tests.

#ifndef REPORTERS_COMPARE_TESTING_MADE_UP_SIDES_H_
#define REPORTERS_COMPARE_TESTING_MADE_UP_SIDES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "reporters/compare/compared_side.h"
#include "reporters/compare/formats/comparison_text.h"

namespace feluda {

// A run in the process of that round, or in the file's one process where
// `round` is negative. Both times are `seconds`.
benchmark::BenchmarkReporter::Run MadeUpRoundRun(const std::string& name,
                                                 int64_t round, double seconds,
                                                 double allocations = 100);

// Has the run tell that its process ran for so many seconds, in which others
// kept so many CPUs busy.
void TellLoad(double other_cpus, double seconds,
              benchmark::BenchmarkReporter::Run& run);

// Runs in `rounds` rounds that vary by 2 % about `seconds`; a seed always gives
// the same ones.
std::vector<benchmark::BenchmarkReporter::Run> MadeUpRounds(
    const std::string& name, int64_t rounds, double seconds, uint64_t seed,
    double allocations = 100);

ComparedSide MadeUpSide(
    const std::string& file,
    const std::vector<benchmark::BenchmarkReporter::Run>& runs);

// A comparison of "sort" whose time rose by a quarter while others took 1.2
// CPUs of two more, and of "hash", whose load was the same.
ComparisonReport ComparisonUnderLoad();

// A comparison that has some of everything, whose words are all different.
ComparisonReport MadeUpComparison();

}  // namespace feluda

#endif  // REPORTERS_COMPARE_TESTING_MADE_UP_SIDES_H_

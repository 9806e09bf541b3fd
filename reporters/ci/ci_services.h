// The report for services that watch benchmarks over commits. Fed with Google
// Benchmark's JSON they see the time alone; in formats of their own they take
// the memory as well.
//
// Both have an entry for each benchmark and figure that was measured: time in
// nanoseconds, peak heap and peak resident memory in bytes, the last two above
// where they stood when the execution began. Of repetitions the median is
// taken. Failed benchmarks are left out: a service would take a 0 for a gain.
// So are figures that are not finite, for which JSON has no number.

#ifndef REPORTERS_CI_CI_SERVICES_H_
#define REPORTERS_CI_CI_SERVICES_H_

#include <string>

#include "reporters/report/report.h"

namespace feluda {

// github-action-benchmark's `customSmallerIsBetter`: an array of objects with
// `name`, `unit` and `value`, the name ending in the figure: "op/input (time)".
std::string ToGithubActionBenchmark(const Report& report);

// Bencher Metric Format: an object by benchmark, of objects by measure:
// `latency`, `peak-heap`, `peak-resident-memory`. Bencher refuses all of it for
// one name of more than 1,024 bytes or of none. So a long name is cut, and its
// hash put in place of what is missing, and an empty one is "unnamed".
std::string ToBencher(const Report& report);

}  // namespace feluda

#endif  // REPORTERS_CI_CI_SERVICES_H_

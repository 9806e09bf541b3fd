// The report for services that watch benchmarks over commits. Such a service
// sees the time alone in Google Benchmark's JSON; in its own format it takes
// memory as well.
//
// Both formats have an entry for each benchmark and figure that was measured:
// time in nanoseconds, peak heap and peak resident memory in bytes, the last
// two above where they stood when the execution began. The median stands for
// repetitions. A benchmark with aggregates alone has entries under the names of
// its mean and its median: "op/input_mean".
//
// Failed benchmarks are left out: a service would take a 0 for a gain. Figures
// that are not finite are left out as well, since JSON has no number for them.
// A skipped benchmark has no figure, but says so in an entry of its own.

#ifndef REPORTERS_CI_CI_SERVICES_H_
#define REPORTERS_CI_CI_SERVICES_H_

#include <string>

#include "nlohmann/json_fwd.hpp"
#include "reporters/report/report.h"

namespace feluda {

// github-action-benchmark's `customSmallerIsBetter`: an array of objects with
// `name`, `unit` and `value`, the name ending in the figure: "op/input (time)".
// A skipped benchmark is "op/input (skipped)" with the value 1, its message in
// `extra`.
std::string ToGithubActionBenchmark(const Report& report);

// Returns that array as data.
nlohmann::ordered_json GithubActionBenches(const Report& report);

// Bencher Metric Format: an object by benchmark of objects by measure:
// `latency`, `peak-heap`, `peak-resident-memory`, and `skipped` with the value
// 1. The format has no place for a message. Bencher refuses the whole file for
// one name that is empty or has more than 1,024 bytes. So a long name is cut,
// with its hash in place of what is missing, and an empty one becomes
// "unnamed".
std::string ToBencher(const Report& report);

}  // namespace feluda

#endif  // REPORTERS_CI_CI_SERVICES_H_

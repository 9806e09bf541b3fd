// The comparison as data:
//
//   {"old": {"files": ["old.json"], "processes": 10}, "new": {...},
//    "summary": {"worse": 1, "better": 0, "same": 40, "cannot_tell": 2,
//                "no_verdict": 0, "newly_failed": 0, "over_budget": 0},
//    "conditions": [{"what": "compiler", "old": "g++ 12", "new": "g++ 13"}],
//    "other_work": ["sort/8: seed 1, now 2"], "load_averages": "",
//    "other_cpus": null, "notes": [],
//    "newly_failed": [{"name": "sort/8", "message": "no memory"}],
//    "over_budget": ["sort/8: time is 2.00 s, at most 1.00 s"],
//    "added": [], "removed": [], "newly_passing": [], "failed_on_both": [],
//    "tests": 80, "p_value_limit": 0.0005,
//    "benchmarks": [{"name": "sort/8", "other_cpus":
//      {"old": 0.1, "new": 0.1, "differs": false, "full": false}, "figures": [
//      {"figure": "time", "old": 0.5, "new": 0.6, "ratio": 1.2,
//       "low": 1.15, "high": 1.25, "old_processes": 10, "new_processes": 10,
//       "threshold": 0.05, "exact": false, "verdict": "worse",
//       "hidden_by_load": false, "processes_needed": 34}]}]}
//
// Times are in seconds, memory in bytes. `other_cpus` are the CPUs that other
// programs kept busy (conditions/other_load.h), null where a side does not
// tell. `low` and `high` are null where there is no interval, `ratio` and
// `high` where they are infinite, and `processes_needed` where no number is
// known to be needed.

#ifndef REPORTERS_COMPARE_FORMATS_COMPARISON_JSON_H_
#define REPORTERS_COMPARE_FORMATS_COMPARISON_JSON_H_

#include <cstddef>
#include <limits>
#include <string>

#include "nlohmann/json_fwd.hpp"
#include "reporters/compare/formats/comparison_text.h"

namespace feluda {

// Has at most `benchmarks` benchmarks, the most important first.
nlohmann::ordered_json ComparisonData(
    const ComparisonReport& report,
    size_t benchmarks = std::numeric_limits<size_t>::max());

// Returns that as text, which ends with a line break.
std::string ComparisonJson(const ComparisonReport& report);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_FORMATS_COMPARISON_JSON_H_

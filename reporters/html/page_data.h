// The data that a page shows, made from a report, as JSON:
//
//   {"partial": null, "total": 3, "failed": 1,
//    "system_info": {...}, "context": {...}, "noise": ["turbo on", ...],
//    "plan": {"machine": ..., "tables": [...], "assumptions": [...]},
//    "python": {"title": ..., "table": {...}, "notes": [...]},
//    "operators": [{"name": ..., "results": 3, "successes": 2, ...}],
//    "complexity": [{"name": ..., "growth": "NlgN", "seconds": 1e-9},
//                   {"name": ..., "rms": 0.02}],
//    "skipped": {"total": 1, "shown": [{"name": ..., "message": ...}]},
//    "aggregates": {"total": 4, "shown": [{"name": ..., "aggregate": "mean",
//                   "repetitions": 3, "seconds": ..., "cpu_seconds": ...},
//                   {..., "aggregate": "cv", "share": ..., "cpu_share": ...}]},
//    "figures": ["initialization.wall_seconds", ...],
//    "results": [{"operator": ..., "data": ..., "figures": [0.125, ...]}]}
//
// `figures` names, once for all, what each result's `figures` hold in the same
// order; null is not measured. Times are in seconds, memory in bytes. `total`
// and `failed` count all results of the report; `results` may have fewer. A
// result has `data_is_shared` where other inputs of its operator have the same
// `data`, and `aggregate` where it is the aggregate that stands for its
// benchmark: "mean of 3 repetitions". `skipped`, `aggregates` and `python` are
// there only where the report has skipped runs, aggregates of benchmarks
// without repetitions, and both native and Python operators.

#ifndef REPORTERS_HTML_PAGE_DATA_H_
#define REPORTERS_HTML_PAGE_DATA_H_

#include <cstddef>

#include "nlohmann/json_fwd.hpp"
#include "reporters/report/report.h"

namespace feluda {

// Limits that a browser shows without delay, in a file of a few megabytes.
struct PageLimits {
  size_t results = 3000;
  // The size of the results' JSON; a result that no longer fits is left out.
  size_t result_bytes = 4 << 20;
  // The first failures, the slowest and those that take most memory come first,
  // up to so many of each.
  size_t group_size = 400;
  // Longer texts (a name, a message) are cut.
  size_t text_bytes = 16 << 10;
  size_t complexity_rows = 500;
  // The rows of skipped runs, and of aggregates without repetitions.
  size_t other_rows = 500;
};

nlohmann::ordered_json PageData(const Report& report,
                                const PageLimits& limits = {});

}  // namespace feluda

#endif  // REPORTERS_HTML_PAGE_DATA_H_

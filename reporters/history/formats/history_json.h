// A history as data:
//
//   {"summary": {"steps": 1, "series": 8, "reports": 16},
//    "groups": [{"reports": 16, "conditions": {"processor": "Xeon"}}],
//    "moments": [{"files": ["a.json"], "commit": "3f2c...", "modified": false,
//                 "date": "2026-11-23T09:05:07+00:00", "group": 0}],
//    "notes": [],
//    "series": [{"benchmark": "sort/8", "work": "", "figure": "time",
//                "group": 0, "exact": false,
//                "moments": [0, 1, 2, 3], "values": [1, 1, 2, 2],
//                "steps": [{"last_before": 1, "first_after": 2,
//                           "before": 1, "after": 2, "ratio": 2,
//                           "conditions": []}]}]}
//
// Times are in seconds, memory in bytes. `last_before`, `first_after` and a
// series's `moments` are indices of the outer `moments`. `commit` and `date`
// are null where they are not told, and `ratio` after a 0.

#ifndef REPORTERS_HISTORY_FORMATS_HISTORY_JSON_H_
#define REPORTERS_HISTORY_FORMATS_HISTORY_JSON_H_

#include <string>

#include "reporters/history/report_history.h"

namespace feluda {

// Ends with a line break.
std::string HistoryJson(const History& history);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_FORMATS_HISTORY_JSON_H_

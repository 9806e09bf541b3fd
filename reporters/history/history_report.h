// One report of a history: its figures, when it was made, and from which
// commit.

#ifndef REPORTERS_HISTORY_HISTORY_REPORT_H_
#define REPORTERS_HISTORY_HISTORY_REPORT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/runs/json/run_reader.h"
#include "nlohmann/json.hpp"
#include "reporters/compare/compared_side.h"
#include "reporters/compare/conditions/conditions.h"

namespace feluda {

struct HistoryReport {
  std::string file;
  // The full hash; empty where the report does not tell one.
  std::string commit;
  // Whether files differed from the commit.
  bool is_modified = false;
  std::optional<absl::Time> date;
  Conditions conditions;
  ComparedSide side;
  // What github-action-benchmark shows of it; null where it is not asked for.
  nlohmann::ordered_json benches;
};

// Makes one of a file. Its commit is `git_commit` of `system_info`, or of
// `context` for programs that add it by benchmark::AddCustomContext().
HistoryReport ToHistoryReport(absl::string_view file,
                              const RecordedRuns& recorded,
                              bool with_benches = false);

// Whether the file's name is that of a report for github-action-benchmark or
// Bencher, which results/*.json finds as well.
bool IsOtherForm(absl::string_view file);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_HISTORY_REPORT_H_

// The files that a history is written to: --to, --out.

#ifndef REPORTERS_HISTORY_FORMATS_HISTORY_FILES_H_
#define REPORTERS_HISTORY_FORMATS_HISTORY_FILES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "reporters/history/history_order.h"
#include "reporters/history/report_history.h"

namespace feluda {

struct HistoryFormats {
  // Some of "json", "html" and "github".
  std::vector<std::string> names;
  // The files' path without their endings.
  std::string prefix;
  // The address of the repository, for "github".
  std::string repository;

  bool Has(absl::string_view name) const;
};

// InvalidArgument names the flag and the remedy.
absl::StatusOr<HistoryFormats> HistoryFormatsFromFlags();

// Writes new files, replaces none, and prints their names.
absl::Status SaveHistory(const History& history, const CommitLog& log,
                         const HistoryFormats& formats);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_FORMATS_HISTORY_FILES_H_

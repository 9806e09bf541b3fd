// The order of a history's reports: by their dates, or by the commits that they
// name.

#ifndef REPORTERS_HISTORY_HISTORY_ORDER_H_
#define REPORTERS_HISTORY_HISTORY_ORDER_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "reporters/history/history_report.h"

namespace feluda {

// Sorts the oldest first; reports of one date keep their order. InvalidArgument
// names those without a date, and the remedy.
absl::Status OrderByDate(std::vector<HistoryReport>& reports);

struct CommitFacts {
  // The date in ISO 8601.
  std::string date;
  std::string author;
  std::string author_email;
  std::string committer;
  std::string committer_email;
  std::string subject;
};
// What is known of commits, by full hash.
using CommitLog = std::map<std::string, CommitFacts>;

// Sorts parents before children, as the git repository in that directory has
// them, and reports of one commit by date. Returns what git says of these
// commits. InvalidArgument names what the repository lacks, and the remedy.
// Starts git.
absl::StatusOr<CommitLog> OrderByCommit(const std::string& directory,
                                        std::vector<HistoryReport>& reports);

}  // namespace feluda

#endif  // REPORTERS_HISTORY_HISTORY_ORDER_H_

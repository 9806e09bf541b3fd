#include "reporters/history/history_order.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "lib/program/flags.h"
#include "lib/provenance/git/git_process.h"

namespace feluda {
namespace {

// An abbreviated hash may be that of several commits.
constexpr size_t kFullHash = 40;

std::set<std::string> CommitsOf(const std::vector<HistoryReport>& reports) {
  std::set<std::string> commits;
  for (const HistoryReport& report : reports) {
    if (report.commit.size() >= kFullHash) commits.insert(report.commit);
  }
  return commits;
}

// Where each commit and all its ancestors are, parents first.
std::unordered_map<std::string, size_t> PlacesOf(
    const std::string& directory, const std::set<std::string>& commits) {
  std::unordered_map<std::string, size_t> places;
  if (commits.empty()) return places;
  std::vector<std::string> arguments = {"rev-list", "--topo-order", "--reverse",
                                        "--ignore-missing"};
  arguments.insert(arguments.end(), commits.begin(), commits.end());
  // No commit is known where git ends with an error.
  const std::string told = AskGit(directory, arguments).value_or("");
  for (const absl::string_view line :
       absl::StrSplit(told, '\n', absl::SkipEmpty())) {
    places.emplace(std::string(line), places.size());
  }
  return places;
}

CommitLog LogOf(const std::string& directory,
                const std::set<std::string>& commits) {
  std::vector<std::string> arguments = {
      "log", "--no-walk=unsorted",
      "--format=%H%x00%cI%x00%an%x00%ae%x00%cn%x00%ce%x00%s"};
  arguments.insert(arguments.end(), commits.begin(), commits.end());
  CommitLog log;
  const std::string told = AskGit(directory, arguments).value_or("");
  for (const absl::string_view line :
       absl::StrSplit(told, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> words = absl::StrSplit(line, '\0');
    constexpr size_t kWords = 7;
    if (words.size() != kWords) continue;
    log[words[0]] = {words[1], words[2], words[3],
                     words[4], words[5], words[6]};
  }
  return log;
}

absl::Status CheckKnown(const std::string& directory,
                        const std::vector<HistoryReport>& reports,
                        const std::unordered_map<std::string, size_t>& places) {
  std::vector<std::string> mistakes;
  for (const HistoryReport& report : reports) {
    if (report.commit.size() < kFullHash) {
      mistakes.push_back(absl::StrCat(
          report.file,
          ": names no full commit; leave it out, or order by date, without "
          "--feluda_git"));
    } else if (places.count(report.commit) == 0) {
      mistakes.push_back(absl::StrCat(report.file, ": its commit ",
                                      report.commit, " is not in ", directory,
                                      "; git fetch it, or leave the file out"));
    }
  }
  return JoinMistakes(mistakes);
}

}  // namespace

absl::Status OrderByDate(std::vector<HistoryReport>& reports) {
  std::vector<std::string> mistakes;
  for (const HistoryReport& report : reports) {
    if (report.date.has_value()) continue;
    mistakes.push_back(absl::StrCat(
        report.file,
        ": does not tell when it was made; --as_given keeps the order of the "
        "command line"));
  }
  std::stable_sort(
      reports.begin(), reports.end(),
      [](const auto& one, const auto& other) { return one.date < other.date; });
  return JoinMistakes(mistakes);
}

absl::StatusOr<CommitLog> OrderByCommit(const std::string& directory,
                                        std::vector<HistoryReport>& reports) {
  if (!AskGit(directory, {"rev-parse", "--git-dir"}).has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--feluda_git: ", directory,
        " is no git repository, or git is not installed; say the directory of "
        "the program's clone"));
  }
  const std::set<std::string> commits = CommitsOf(reports);
  const auto places = PlacesOf(directory, commits);
  const absl::Status known = CheckKnown(directory, reports, places);
  if (!known.ok()) return known;
  std::stable_sort(reports.begin(), reports.end(),
                   [&](const auto& one, const auto& other) {
                     return std::make_pair(places.at(one.commit), one.date) <
                            std::make_pair(places.at(other.commit), other.date);
                   });
  return LogOf(directory, commits);
}

}  // namespace feluda

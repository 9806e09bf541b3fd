// Finds the steps in the figures of many reports, or of any files of Google
// Benchmark's JSON:
//
//   bazel run //reporters:history -- results/*.json

#include <algorithm>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"
#include "lib/program/tool.h"
#include "lib/runs/json/run_reader.h"
#include "reporters/history/formats/history_console.h"
#include "reporters/history/formats/history_files.h"
#include "reporters/history/history_order.h"
#include "reporters/history/history_report.h"
#include "reporters/history/make_history.h"

ABSL_FLAG(std::string, feluda_git, "",
          "the directory of a git repository, by whose commits the reports are "
          "ordered; by their dates where it is not set");
ABSL_FLAG(bool, as_given, false,
          "keep the order of the command line, for files without a date");
ABSL_FLAG(bool, across, false,
          "one series over all machines and builds, with what changed told "
          "where a step is");
ABSL_FLAG(std::string, benchmark_filter, "",
          "a regular expression that finds the benchmarks to show");
ABSL_FLAG(std::string, feluda_threshold, "",
          "leave out steps of less, also by figure and by benchmark: "
          "5%,time=10%,^sort/:time=20%; none where it is not set");
ABSL_FLAG(int, rows, 60, "the rows of the table at most");

namespace feluda {
namespace {

constexpr char kHelp[] =
    R"(Orders reports, or any files of Google Benchmark's JSON, by date or by commit,
and finds the steps in each benchmark's figures: between which two reports a
level changed and stayed.

  history [flags] report.json...

Reports of another kind of processor, number of CPUs, compiler, flags or build
have series of their own. Those of one commit that follow each other count as
one, with the median of all their processes. Counts that are the same in all
processes of a report step wherever they change; other figures are noisy, and
need two reports on each side of a step.

)";
constexpr char kExitStatuses[] = R"(
Exit status: 0 done, whether or not there are steps, 1 could not be saved, 2 bad
use: a file that cannot be read, or a filter that finds nothing.
)";

struct HistoryRequest {
  HistoryOptions options;
  HistoryFormats formats;
};

absl::StatusOr<HistoryRequest> HistoryRequestFromFlags() {
  HistoryRequest request;
  FlagMistakes mistakes;
  const std::string filter = absl::GetFlag(FLAGS_benchmark_filter);
  if (!filter.empty()) {
    mistakes.Take("--benchmark_filter", NamePattern::Parse(filter),
                  request.options.series.filter);
  }
  const std::string limits = absl::GetFlag(FLAGS_feluda_threshold);
  if (!limits.empty()) {
    mistakes.Take("--feluda_threshold", Thresholds::Parse(limits),
                  request.options.series.thresholds);
  }
  if (absl::GetFlag(FLAGS_as_given) &&
      !absl::GetFlag(FLAGS_feluda_git).empty()) {
    mistakes.Add("--as_given and --feluda_git name two orders; say one");
  }
  request.options.across = absl::GetFlag(FLAGS_across);
  mistakes.Take(HistoryFormatsFromFlags(), request.formats);
  if (!mistakes.status().ok()) return mistakes.status();
  return request;
}

// Those of other forms are left out with a note, since results/*.json finds
// them as well.
absl::StatusOr<std::vector<HistoryReport>> ReadReports(
    const std::vector<std::string>& files, bool with_benches,
    std::vector<std::string>& notes) {
  std::vector<HistoryReport> reports;
  std::vector<std::string> mistakes;
  for (const std::string& file : files) {
    if (IsOtherForm(file)) {
      notes.push_back(
          absl::StrCat(file, ": is another form of a report, and left out"));
      continue;
    }
    const absl::StatusOr<RecordedRuns> recorded = ReadRunsFile(file);
    if (recorded.ok()) {
      reports.push_back(ToHistoryReport(file, *recorded, with_benches));
    } else {
      mistakes.push_back(absl::StrCat(recorded.status().message(),
                                      "; mend it or leave it out"));
    }
  }
  const absl::Status status = JoinMistakes(mistakes);
  if (!status.ok()) return status;
  return reports;
}

absl::StatusOr<CommitLog> Order(std::vector<HistoryReport>& reports) {
  const std::string directory = absl::GetFlag(FLAGS_feluda_git);
  if (!directory.empty()) return OrderByCommit(directory, reports);
  if (absl::GetFlag(FLAGS_as_given)) return CommitLog();
  const absl::Status ordered = OrderByDate(reports);
  if (!ordered.ok()) return ordered;
  return CommitLog();
}

int ShowHistory(const std::vector<std::string>& files,
                const HistoryRequest& request) {
  std::vector<std::string> notes;
  auto reports = ReadReports(files, request.formats.Has("github"), notes);
  if (!reports.ok()) return BadUse(reports.status().message());
  const absl::StatusOr<CommitLog> log = Order(*reports);
  if (!log.ok()) return BadUse(log.status().message());
  History history = MakeHistory(*std::move(reports), request.options);
  history.notes.insert(history.notes.begin(), notes.begin(), notes.end());
  if (history.series.empty()) {
    const std::string filter = absl::GetFlag(FLAGS_benchmark_filter);
    return BadUse(filter.empty()
                      ? "no report has a benchmark that was measured"
                      : absl::StrCat("--benchmark_filter: '", filter,
                                     "' finds no benchmark that was measured"));
  }
  const int rows = std::max(1, absl::GetFlag(FLAGS_rows));
  std::cout << HistoryConsole(history, static_cast<size_t>(rows)) << std::flush;
  return ExitOfSaving(SaveHistory(history, *log, request.formats));
}

int ShowHistoryOf(const std::vector<std::string>& files) {
  if (files.empty()) {
    return BadUse("say history results/*.json, the reports to order");
  }
  const auto request = HistoryRequestFromFlags();
  if (!request.ok()) return BadUse(request.status().message());
  return ShowHistory(files, *request);
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunTool(argc, argv, {feluda::kHelp, feluda::kExitStatuses, ""},
                         feluda::ShowHistoryOf);
}

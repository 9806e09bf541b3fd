// The formats that a report can be written in, by name.
//
//   absl::StatusOr<std::vector<ReportFormat>> formats =
//       ParseReportFormats("json,markdown");
//   for (const ReportFormat& format : *formats) {
//     Save("report" + format.ending, format.write(report));
//   }

#ifndef REPORTERS_OUTPUT_REPORT_FORMATS_H_
#define REPORTERS_OUTPUT_REPORT_FORMATS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/files/unique_files.h"
#include "reporters/report/report.h"

namespace feluda {

struct ReportFormat {
  // "json".
  std::string name;
  // The end of its file's name: ".json".
  std::string ending;
  std::string (*write)(const Report& report);
};

// The default of --feluda_report.
inline constexpr absl::string_view kDefaultReportFormats = "json,markdown,html";

// All of them, in the order in which they are documented: json, markdown, html,
// csv (for spreadsheets), github (github-action-benchmark's
// customSmallerIsBetter), bencher (Bencher Metric Format).
const std::vector<ReportFormat>& AllReportFormats();

// The formats that a list such as "json,html" names, each once. InvalidArgument
// names what is no format, and lists all formats.
absl::StatusOr<std::vector<ReportFormat>> ParseReportFormats(
    absl::string_view list);

// The report in each format, for UniqueFiles.
UniqueFiles::Contents WriteReportFormats(
    const Report& report, const std::vector<ReportFormat>& formats);

}  // namespace feluda

#endif  // REPORTERS_OUTPUT_REPORT_FORMATS_H_

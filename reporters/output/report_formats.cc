#include "reporters/output/report_formats.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "reporters/ci/ci_services.h"
#include "reporters/csv/csv.h"
#include "reporters/html/html.h"
#include "reporters/json/json_writer.h"
#include "reporters/markdown/markdown.h"

namespace feluda {
namespace {

const ReportFormat* Find(const std::vector<ReportFormat>& formats,
                         absl::string_view name) {
  const auto found = std::find_if(
      formats.begin(), formats.end(),
      [name](const ReportFormat& format) { return format.name == name; });
  return found == formats.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<ReportFormat>& AllReportFormats() {
  static const auto* const formats = new std::vector<ReportFormat>{
      {"json", ".json", ToJson},
      {"markdown", ".md", ToMarkdown},
      {"html", ".html", ToHtml},
      {"csv", ".csv", ToCsv},
      {"github", ".github.json", ToGithubActionBenchmark},
      {"bencher", ".bencher.json", ToBencher},
  };
  return *formats;
}

absl::StatusOr<std::vector<ReportFormat>> ParseReportFormats(
    absl::string_view list) {
  std::vector<ReportFormat> formats;
  for (const absl::string_view name : absl::StrSplit(list, ',')) {
    const ReportFormat* format = Find(AllReportFormats(), name);
    if (format == nullptr) {
      const auto append_name = [](std::string* out, const ReportFormat& each) {
        out->append(each.name);
      };
      return absl::InvalidArgumentError(
          absl::StrCat("'", name, "' is no format of a report; there are ",
                       absl::StrJoin(AllReportFormats(), ",", append_name)));
    }
    if (Find(formats, name) == nullptr) formats.push_back(*format);
  }
  return formats;
}

UniqueFiles::Contents WriteReportFormats(
    const Report& report, const std::vector<ReportFormat>& formats) {
  UniqueFiles::Contents contents;
  for (const ReportFormat& format : formats) {
    contents.emplace_back(format.ending, format.write(report));
  }
  return contents;
}

}  // namespace feluda

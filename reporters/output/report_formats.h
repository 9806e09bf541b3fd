// The forms that a report can be written in, by name.
//
//   absl::StatusOr<std::vector<Form>> forms = ParseForms("json,markdown");
//   for (const Form& form : *forms) Save("report" + form.ending,
//                                        form.write(report));

#ifndef REPORTERS_OUTPUT_REPORT_FORMATS_H_
#define REPORTERS_OUTPUT_REPORT_FORMATS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/files/unique_files.h"
#include "reporters/report/report.h"

namespace feluda {

struct Form {
  // "json".
  std::string name;
  // Of its file's name: ".json".
  std::string ending;
  std::string (*write)(const Report& report);
};

// What --feluda_report takes by default.
inline constexpr absl::string_view kDefaultForms = "json,markdown,html";

// All of them, in the order in which they are documented: json, markdown, html,
// github (github-action-benchmark's customSmallerIsBetter), bencher (Bencher
// Metric Format).
const std::vector<Form>& AllForms();

// Those that a list such as "json,html" names, each once. InvalidArgument names
// what is not a form, and those that there are.
absl::StatusOr<std::vector<Form>> ParseForms(absl::string_view list);

// The report in each form, for FreshFiles.
FreshFiles::Contents WriteForms(const Report& report,
                                const std::vector<Form>& forms);

}  // namespace feluda

#endif  // REPORTERS_OUTPUT_REPORT_FORMATS_H_

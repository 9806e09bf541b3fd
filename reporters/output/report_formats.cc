#include "reporters/output/report_formats.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "reporters/ci/ci_services.h"
#include "reporters/html/html.h"
#include "reporters/json/json_writer.h"
#include "reporters/markdown/markdown.h"

namespace feluda {
namespace {

const Form* Find(const std::vector<Form>& forms, absl::string_view name) {
  const auto found =
      std::find_if(forms.begin(), forms.end(),
                   [name](const Form& form) { return form.name == name; });
  return found == forms.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<Form>& AllForms() {
  static const auto* const forms = new std::vector<Form>{
      {"json", ".json", ToJson},
      {"markdown", ".md", ToMarkdown},
      {"html", ".html", ToHtml},
      {"github", ".github.json", ToGithubActionBenchmark},
      {"bencher", ".bencher.json", ToBencher},
  };
  return *forms;
}

absl::StatusOr<std::vector<Form>> ParseForms(absl::string_view list) {
  std::vector<Form> forms;
  for (const absl::string_view name : absl::StrSplit(list, ',')) {
    const Form* form = Find(AllForms(), name);
    if (form == nullptr) {
      const auto append_name = [](std::string* out, const Form& each) {
        out->append(each.name);
      };
      return absl::InvalidArgumentError(
          absl::StrCat("'", name, "' is no form of a report; there are ",
                       absl::StrJoin(AllForms(), ",", append_name)));
    }
    if (Find(forms, name) == nullptr) forms.push_back(*form);
  }
  return forms;
}

FreshFiles::Contents WriteForms(const Report& report,
                                const std::vector<Form>& forms) {
  FreshFiles::Contents contents;
  for (const Form& form : forms) {
    contents.emplace_back(form.ending, form.write(report));
  }
  return contents;
}

}  // namespace feluda

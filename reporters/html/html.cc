#include "reporters/html/html.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/html/page.h"
#include "reporters/html/page_data.h"

namespace feluda {

std::string EscapeForScript(absl::string_view json) {
  return absl::StrReplaceAll(
      json, {{"<", "\\u003c"}, {">", "\\u003e"}, {"&", "\\u0026"}});
}

std::string ToHtml(const Report& report) {
  const std::string json = DumpJson(PageData(report));
  return absl::StrCat(PageBeforeData(), EscapeForScript(json), PageAfterData());
}

}  // namespace feluda

#include "lib/runs/python_run.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/facts.h"
#include "lib/runs/text_counters.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

constexpr absl::string_view kPython = "python.";
constexpr absl::string_view kVersion = "version";
constexpr absl::string_view kAllocator = "allocator";
constexpr absl::string_view kClass = "operator_class";
constexpr absl::string_view kBeforeCall = "python.before_call_bytes";
constexpr absl::string_view kOutputInfo = "output_info";
constexpr absl::string_view kOwnEntries = "own_entries";
constexpr absl::string_view kPackages = "python.package.";
constexpr absl::string_view kParameters = "python.parameter.";

void SetTexts(Counters& counters, absl::string_view prefix,
              const std::map<std::string, std::string>& texts) {
  for (const auto& [name, text] : texts) {
    SetText(counters, absl::StrCat(prefix, name), text);
  }
}

// The texts of that prefix; "" for a name that is missing.
class Texts {
 public:
  Texts(const Counters& counters, absl::string_view prefix)
      : texts_(GetTexts(counters, prefix)) {}

  std::string operator[](absl::string_view name) const {
    const auto found = texts_.find(std::string(name));
    return found == texts_.end() ? "" : found->second;
  }

 private:
  const std::map<std::string, std::string> texts_;
};

// An empty object where there is none.
Json GetObject(const Counters& counters, absl::string_view name) {
  const Json object = ParseJson(Texts(counters, kPython)[name]);
  return object.is_object() ? object : Json::object();
}

// Nullopt for what is neither a number nor a text.
std::optional<Fact> ToFact(const Json& value) {
  if (value.is_number()) return Fact(value.get<double>());
  if (value.is_string()) return Fact(value.get<std::string>());
  if (value.is_boolean()) return Fact(value.get<bool>() ? "true" : "false");
  return std::nullopt;
}

}  // namespace

void SetPythonRunDetails(Counters& counters, const PythonRunDetails& details) {
  SetText(counters, absl::StrCat(kPython, kVersion), details.version);
  SetText(counters, absl::StrCat(kPython, kAllocator), details.allocator);
  SetText(counters, absl::StrCat(kPython, kClass), details.operator_class);
  SetTexts(counters, kPackages, details.packages);
  SetTexts(counters, kParameters, details.parameters);
  if (details.before_call_bytes.has_value()) {
    Set(counters, kBeforeCall, *details.before_call_bytes);
  }
}

std::optional<PythonRunDetails> GetPythonRunDetails(const Counters& counters) {
  const Texts texts(counters, kPython);
  if (texts[kVersion].empty()) return std::nullopt;
  PythonRunDetails details;
  details.version = texts[kVersion];
  details.allocator = texts[kAllocator];
  details.operator_class = texts[kClass];
  details.packages = GetTexts(counters, kPackages);
  details.parameters = GetTexts(counters, kParameters);
  details.before_call_bytes = Get(counters, kBeforeCall);
  return details;
}

std::optional<double> FileDataBytes(const Counters& counters) {
  const auto before_call = Get(counters, kBeforeCall);
  const auto imported = Get(counters, Phase::kImport, figure::kResidentAfter);
  if (!before_call.has_value() || !imported.has_value()) return std::nullopt;
  return std::max(*before_call - *imported, 0.0);
}

void SetOutputInfo(Counters& counters, const Json& info) {
  SetText(counters, absl::StrCat(kPython, kOutputInfo), DumpJson(info));
  Facts facts;
  for (const auto& [name, value] : info.items()) {
    const std::optional<Fact> fact = ToFact(value);
    const bool can_be_a_name = name.find('=') == std::string::npos;
    if (fact.has_value() && can_be_a_name) facts[name] = *fact;
  }
  SetFacts(counters, facts);
}

Json GetOutputInfo(const Counters& counters) {
  return GetObject(counters, kOutputInfo);
}

void SetOwnEntries(Counters& counters, const Json& entries) {
  SetText(counters, absl::StrCat(kPython, kOwnEntries), DumpJson(entries));
}

Json GetOwnEntries(const Counters& counters) {
  return GetObject(counters, kOwnEntries);
}

}  // namespace feluda

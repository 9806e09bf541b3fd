#include "reporters/report/python_info.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kVersion[] = "python_version";
constexpr char kAllocator[] = "python_allocator";
constexpr char kPackages[] = "python_packages";

// Adds `text` to what is there unless it is among it.
void AddText(const std::string& text, Json& value) {
  constexpr absl::string_view kBetween = "; ";
  if (text.empty()) return;
  if (!value.is_string()) {
    value = text;
    return;
  }
  const auto known = value.get<std::string>();
  const std::vector<std::string> texts = absl::StrSplit(known, kBetween);
  if (std::count(texts.begin(), texts.end(), text) > 0) return;
  value = absl::StrCat(known, kBetween, text);
}

// An object keeps the order in which its keys came, so it is made anew.
void PutBeforeTimestamp(const char* key, Json& object) {
  Json reordered = Json::object();
  for (auto& [name, value] : object.items()) {
    if (name == "timestamp") reordered[key] = nullptr;
    reordered[name] = std::move(value);
  }
  object = std::move(reordered);
}

}  // namespace

void AddPythonInfo(const PythonRunDetails& details, Json& system_info) {
  if (!system_info.contains(kVersion)) {
    PutBeforeTimestamp(kVersion, system_info);
  }
  AddText(details.version, system_info[kVersion]);
  if (!details.allocator.empty()) {
    AddText(details.allocator, system_info[kAllocator]);
  }
  if (details.packages.empty()) return;
  Json& packages = system_info[kPackages];
  if (!packages.is_object()) packages = Json::object();
  for (const auto& [name, version] : details.packages) {
    AddText(version, packages[name]);
  }
}

}  // namespace feluda

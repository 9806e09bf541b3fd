// Fuzzes ParseLenientJson() against the strict parser.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "lib/runs/json/lenient_json.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// The value, discarded if the text is not JSON. Of a key that stands twice the
// strict parser keeps the last, so `unique_keys` tells whether they compare.
Json ParseStrictly(absl::string_view text, bool& unique_keys) {
  std::vector<std::set<std::string>> keys;
  unique_keys = true;
  const auto note = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event == Json::parse_event_t::key) {
      unique_keys &= keys.back().insert(parsed.get<std::string>()).second;
    }
    return true;
  };
  return Json::parse(text.begin(), text.end(), note,
                     /*allow_exceptions=*/false);
}

void CompareWithStrictParser(absl::string_view text,
                             const absl::StatusOr<LenientJson>& json) {
  bool unique_keys;
  const Json strict = ParseStrictly(text, unique_keys);
  if (strict.is_discarded()) return;
  if (!json.ok()) {
    Require(absl::StrContains(json.status().message(), "nested more than") ||
                absl::StrContains(json.status().message(), "a zero byte"),
            "what is JSON is read");
    return;
  }
  Require(!json->cut_short, "what is JSON is whole");
  if (unique_keys) {
    Require(json->value.dump() == strict.dump(), "what is JSON reads the same");
  }
}

void CutShort(absl::string_view text) {
  const bool begun = text.find_first_of("[{") != absl::string_view::npos;
  const absl::StatusOr<LenientJson> json = ParseLenientJson(text);
  if (json.ok()) json->value.dump();
  Require(json.ok() || !begun, "what was cut short is read");
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<feluda::LenientJson> json =
      feluda::ParseLenientJson(text);
  feluda::CompareWithStrictParser(text, json);
  if (json.ok() && json->value.is_structured()) {
    json->value.dump();
    feluda::CutShort(text.substr(0, size / 2));
    feluda::CutShort(text.substr(0, size - 1));
  }
  return 0;
}

#include "lib/runs/json/json_fields.h"

#include <cmath>
#include <limits>

#include "absl/strings/str_cat.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

double ToDouble(const Json& value) {
  return value.is_null() ? std::numeric_limits<double>::quiet_NaN()
                         : value.get<double>();
}

// Nullopt if it is no whole number of 64 bits.
std::optional<int64_t> ToInteger(const Json& value) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<uint64_t>();
    if (number > std::numeric_limits<int64_t>::max()) return std::nullopt;
    return static_cast<int64_t>(number);
  }
  if (value.is_number_integer()) return value.get<int64_t>();
  if (!value.is_number_float()) return std::nullopt;
  constexpr double kTwoTo63 = 9223372036854775808.0;
  const auto number = value.get<double>();
  const bool fits = number >= -kTwoTo63 && number < kTwoTo63;
  if (!fits || number != std::trunc(number)) return std::nullopt;
  return static_cast<int64_t>(number);
}

// "a string", "2.5", "null".
std::string Described(const Json& value) {
  if (value.is_string()) return "a string";
  if (value.is_object()) return "an object";
  if (value.is_array()) return "an array";
  return DumpJson(value);
}

}  // namespace

bool IsCounterValue(const Json& value) {
  return value.is_number() || value.is_null();
}

JsonFields::JsonFields(const Json& json) : json_(json) {}

bool JsonFields::Has(absl::string_view key) const {
  return Find(key) != nullptr;
}

std::string JsonFields::Text(absl::string_view key,
                             const std::optional<std::string>& otherwise) {
  const Json* const value = Find(key, otherwise.has_value());
  if (value == nullptr) return otherwise.value_or("");
  if (value->is_string()) return value->get<std::string>();
  FailType(key, *value, "a string");
  return "";
}

int64_t JsonFields::Integer(absl::string_view key,
                            std::optional<int64_t> otherwise) {
  const Json* const value = Find(key, otherwise.has_value());
  if (value == nullptr) return otherwise.value_or(0);
  const std::optional<int64_t> number = ToInteger(*value);
  if (number.has_value()) return *number;
  FailType(key, *value, "a whole number");
  return 0;
}

double JsonFields::Number(absl::string_view key,
                          std::optional<double> otherwise) {
  const Json* const value = Find(key, otherwise.has_value());
  if (value == nullptr) return otherwise.value_or(0);
  if (IsCounterValue(*value)) return ToDouble(*value);
  FailType(key, *value, "a number");
  return 0;
}

Json JsonFields::Object(absl::string_view key) {
  const Json* const value = Find(key);
  if (value == nullptr) return Json::object();
  if (value->is_object()) return *value;
  FailType(key, *value, "an object");
  return Json::object();
}

std::string JsonFields::TextUnlessCounter(absl::string_view key) {
  const Json* const value = Find(key);
  if (value == nullptr || IsCounterValue(*value)) return "";
  return Text(key);
}

bool JsonFields::FlagUnlessCounter(absl::string_view key) {
  const Json* const value = Find(key);
  if (value == nullptr || IsCounterValue(*value)) return false;
  if (value->is_boolean()) return value->get<bool>();
  FailType(key, *value, "true or false");
  return false;
}

void JsonFields::Fail(absl::string_view key, absl::string_view problem) {
  status_.Update(absl::InvalidArgumentError(absl::StrCat(key, " ", problem)));
}

const Json* JsonFields::Find(absl::string_view key) const {
  const auto found = json_.find(key);
  return found == json_.end() ? nullptr : &*found;
}

const Json* JsonFields::Find(absl::string_view key, bool has_default) {
  const Json* const value = Find(key);
  if (value == nullptr && !has_default) Fail(key, "is missing");
  return value;
}

void JsonFields::FailType(absl::string_view key, const Json& value,
                          absl::string_view wanted) {
  Fail(key, absl::StrCat("is ", Described(value), ", not ", wanted));
}

}  // namespace feluda

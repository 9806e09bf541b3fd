#include "lib/provenance/origin.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

Json Find(const Json& object, const std::string& key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? Json(nullptr) : *found;
}

std::string Text(const Json& value) {
  if (value.is_null()) return "unknown";
  if (value.is_string()) return value.get<std::string>();
  return value.dump(-1, ' ', /*ensure_ascii=*/false,
                    Json::error_handler_t::replace);
}

Difference Between(absl::string_view what, const Json& one, const Json& other) {
  return {std::string(what), Text(one), Text(other)};
}

bool AreClose(const Json& one, const Json& other) {
  if (!one.is_number() || !other.is_number()) return one == other;
  constexpr double kTolerance = 0.01;
  const double a = one.get<double>();
  const double b = other.get<double>();
  return std::abs(a - b) <= kTolerance * std::max(std::abs(a), std::abs(b));
}

bool IsSameAndKnown(const Json& one, const Json& other) {
  return !one.is_null() && one == other;
}

std::optional<Difference> NameDifference(const Provenance& one,
                                         const Provenance& other) {
  if (IsSameAndKnown(Find(one.system_info, "boot_id"),
                     Find(other.system_info, "boot_id"))) {
    return std::nullopt;
  }
  const Json name = Find(one.benchmark, "host_name");
  const Json other_name = Find(other.benchmark, "host_name");
  if (IsSameAndKnown(name, other_name)) return std::nullopt;
  return Between("host name", name, other_name);
}

}  // namespace

std::optional<Difference> BinaryDifference(const Provenance& one,
                                           const Provenance& other) {
  const Json binary = Find(one.system_info, "binary");
  const Json other_binary = Find(other.system_info, "binary");
  if (IsSameAndKnown(binary, other_binary)) return std::nullopt;
  return Between("binary", binary, other_binary);
}

std::optional<Difference> MachineDifference(const Provenance& one,
                                            const Provenance& other) {
  for (const char* key : {"processor", "cpu_count"}) {
    const Json value = Find(one.system_info, key);
    const Json other_value = Find(other.system_info, key);
    if (value != other_value) return Between(key, value, other_value);
  }
  const Json memory = Find(one.system_info, "total_memory_gb");
  const Json other_memory = Find(other.system_info, "total_memory_gb");
  if (!AreClose(memory, other_memory)) {
    return Between("total_memory_gb", memory, other_memory);
  }
  return NameDifference(one, other);
}

std::optional<Difference> OriginDifference(const Provenance& one,
                                           const Provenance& other) {
  std::optional<Difference> difference = BinaryDifference(one, other);
  return difference.has_value() ? difference : MachineDifference(one, other);
}

}  // namespace feluda

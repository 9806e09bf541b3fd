#include "reporters/compare/conditions/conditions.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/provenance/provenance.h"
#include "lib/text/json_text.h"
#include "lib/text/printable_line.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

// What is compared of `system_info`, and of `context` where that lacks it.
struct Condition {
  const char* what;
  const char* system_key;
  const char* context_key;
};

constexpr Condition kConditions[] = {
    {"machine", "", "host_name"},
    {"processor", "processor", ""},
    {"CPUs", "cpu_count", "num_cpus"},
    {"GiB of memory", "total_memory_gb", ""},
    {"kernel", "kernel", ""},
    {"frequency governor", "governor", ""},
    {"turbo", "turbo", ""},
    {"virtual machine", "virtual_machine", ""},
    {"CPU scaling", "", "cpu_scaling_enabled"},
    {"compiler", "compiler", ""},
    {"compiler flags", "compiler_flags", ""},
    {"optimised", "optimised", ""},
    {"build of Google Benchmark", "", "library_build_type"},
    {"Google Benchmark", "google_benchmark_version", "library_version"},
    {"C library", "c_library", ""}};

// Keys of `context` that say nothing about the conditions.
constexpr absl::string_view kOtherKeys[] = {
    "date",         "executable", "host_name",   "caches",
    "load_avg",     "selection",  "shard_index", "total_shards",
    "resumed_from", "rounds",     "rounds_seed", "git_commit"};

std::string TextOf(const Json& value) {
  if (value.is_string()) return PrintableLine(value.get<std::string>());
  // Memory of one machine differs a little from one kernel to the next.
  if (value.is_number_float()) {
    return absl::StrFormat("%.0f", value.get<double>());
  }
  return DumpJson(value);
}

// Empty where it is not told.
std::string ValueOf(const Json& object, const std::string& key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  if (key.empty() || found == object.end() || found->is_null()) return "";
  return TextOf(*found);
}

std::string ValueOf(const Provenance& provenance, const Condition& condition) {
  std::string value = ValueOf(provenance.system_info, condition.system_key);
  if (!value.empty()) return value;
  return ValueOf(provenance.benchmark, condition.context_key);
}

// What a user has added to the context by itself, such as a data set.
void AddCustom(const Provenance& provenance,
               std::map<std::string, std::string>& values) {
  if (!provenance.benchmark.is_object()) return;
  for (const auto& item : provenance.benchmark.items()) {
    const auto* const other =
        std::find(std::begin(kOtherKeys), std::end(kOtherKeys), item.key());
    if (other == std::end(kOtherKeys) && item.value().is_string()) {
      values.emplace(PrintableLine(item.key()), TextOf(item.value()));
    }
  }
}

// By name: the values of all files, each once, in order; and the names in the
// order in which they first came.
struct SideValues {
  std::map<std::string, std::set<std::string>> values;
  std::vector<std::string> names;
};

SideValues ValuesOf(const ComparedSide& side) {
  SideValues all;
  for (const Provenance& provenance : side.provenances()) {
    for (const auto& [name, value] : ConditionsOf(provenance)) {
      if (value.empty()) continue;
      const auto [place, is_new] = all.values.try_emplace(name);
      if (is_new) all.names.push_back(name);
      place->second.insert(value);
    }
  }
  return all;
}

}  // namespace

Conditions ConditionsOf(const Provenance& provenance) {
  Conditions values;
  for (const Condition& condition : kConditions) {
    values.emplace_back(condition.what, ValueOf(provenance, condition));
  }
  const auto libraries = provenance.system_info.find("libraries");
  if (libraries != provenance.system_info.end() && libraries->is_object()) {
    for (const auto& item : libraries->items()) {
      values.emplace_back("library " + item.key(), TextOf(item.value()));
    }
  }
  std::map<std::string, std::string> custom;
  AddCustom(provenance, custom);
  for (const Condition& condition : kConditions) {
    custom.erase(condition.context_key);
  }
  for (auto& [name, value] : custom) values.emplace_back(name, value);
  return values;
}

std::vector<OtherCondition> OtherConditions(const ComparedSide& old_side,
                                            const ComparedSide& new_side) {
  const SideValues from = ValuesOf(old_side);
  const SideValues to = ValuesOf(new_side);
  std::vector<OtherCondition> differences;
  for (const std::string& name : from.names) {
    const auto other = to.values.find(name);
    const std::set<std::string>& values = from.values.at(name);
    if (other == to.values.end() || other->second == values) continue;
    differences.push_back({name, absl::StrJoin(values, "; "),
                           absl::StrJoin(other->second, "; ")});
  }
  return differences;
}

std::string DescribeCondition(const OtherCondition& condition) {
  return absl::StrCat(condition.what, ": ", condition.old_value, ", now ",
                      condition.new_value);
}

}  // namespace feluda

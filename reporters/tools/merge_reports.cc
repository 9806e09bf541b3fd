#include "reporters/tools/merge_reports.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/provenance/origin.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/families.h"
#include "nlohmann/json.hpp"
#include "reporters/python/python_comparison.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using Inputs = std::vector<MergeInput>;

constexpr char kMergedFrom[] = "merged_from";
constexpr char kShardIndex[] = "shard_index";
constexpr char kTotalShards[] = "total_shards";
constexpr size_t kMaxTwinsTold = 10;

// Which operators a report has.
enum class OperatorKind { kNative, kPython, kBoth };

OperatorKind KindOf(const MergeInput& input) {
  const Json& info = input.recorded.provenance.system_info;
  const auto version = info.find("python_version");
  if (version == info.end() || version->is_null()) return OperatorKind::kNative;
  const auto& runs = input.recorded.runs;
  const bool is_marked =
      std::any_of(runs.begin(), runs.end(), [](const Report::Run& run) {
        return absl::StrContains(run.run_name.str(), kPythonMark);
      });
  return is_marked ? OperatorKind::kBoth : OperatorKind::kPython;
}

// Marks Python's operators where there are native ones as well. A crashed run
// does not tell that it was Python's, so all runs of such a report are marked.
void MarkPythonOperators(Inputs& inputs) {
  const auto is_not_python = [](const MergeInput& input) {
    return KindOf(input) != OperatorKind::kPython;
  };
  if (std::none_of(inputs.begin(), inputs.end(), is_not_python)) return;
  for (MergeInput& input : inputs) {
    if (is_not_python(input)) continue;
    for (Report::Run& run : input.recorded.runs) {
      std::string& name = run.run_name.function_name;
      name.insert(std::min(name.find('/'), name.size()), kPythonMark);
    }
  }
}

// From the first report of the same kind; from the first of all, where there is
// none, which need only be of the same machine. `former` is that one's index.
std::optional<Difference> DifferenceFromFormer(const Inputs& inputs, size_t at,
                                               size_t& former) {
  const Provenance& provenance = inputs[at].recorded.provenance;
  const OperatorKind kind = KindOf(inputs[at]);
  for (former = 0; former < at; ++former) {
    if (KindOf(inputs[former]) != kind) continue;
    return OriginDifference(provenance, inputs[former].recorded.provenance);
  }
  former = 0;
  return MachineDifference(provenance, inputs[0].recorded.provenance);
}

// A line for each input that differs from a former one.
void AddOriginConflicts(const Inputs& inputs,
                        std::vector<std::string>& conflicts) {
  for (size_t i = 1; i < inputs.size(); ++i) {
    size_t former;
    const auto difference = DifferenceFromFormer(inputs, i, former);
    if (!difference.has_value()) continue;
    conflicts.push_back(absl::StrCat(inputs[i].file, ": differs from ",
                                     inputs[former].file, " in ",
                                     difference->what, ": ", difference->one,
                                     ", there ", difference->other));
  }
}

std::set<std::string> AllFamiliesWithComplexity(const Inputs& inputs) {
  std::set<std::string> all;
  for (const MergeInput& input : inputs) {
    all.merge(FamiliesWithComplexity(input.recorded.runs));
  }
  return all;
}

// A line for each thing that two inputs have: a benchmark, or a family whose
// members belong together.
void AddTwins(const Inputs& inputs, std::vector<std::string>& conflicts) {
  const std::set<std::string> families = AllFamiliesWithComplexity(inputs);
  std::map<std::string, size_t> owners;
  std::set<std::string> twins;
  for (size_t i = 0; i < inputs.size(); ++i) {
    for (const Report::Run& run : inputs[i].recorded.runs) {
      const std::string name = run.run_name.str();
      const std::string family = FamilyName(name);
      const bool as_family = families.count(family) > 0;
      const std::string& thing = as_family ? family : name;
      const size_t owner = owners.try_emplace(thing, i).first->second;
      if (owner == i || !twins.insert(thing).second) continue;
      if (twins.size() > kMaxTwinsTold) continue;
      conflicts.push_back(absl::StrCat(
          inputs[i].file, ": has \"", thing, "\", as ", inputs[owner].file,
          " has",
          as_family ? "; the rows of its complexity need all members in one"
                    : ""));
    }
  }
  if (twins.size() <= kMaxTwinsTold) return;
  conflicts.push_back(
      absl::StrCat("and ", twins.size() - kMaxTwinsTold, " more of these"));
}

bool IsTime(absl::string_view key) {
  return key == "date" || key == "timestamp";
}

// The combined value of one key. REQUIRES: no input lacks it.
Json Combined(const std::string& key, const std::vector<Json>& values) {
  const Json& first = values.front();
  if (std::count(values.begin(), values.end(), first) ==
      static_cast<std::ptrdiff_t>(values.size())) {
    return first;
  }
  std::vector<std::string> texts;
  for (const Json& value : values) {
    if (!value.is_string()) return nullptr;
    const auto text = value.get<std::string>();
    const bool is_new = std::count(texts.begin(), texts.end(), text) == 0;
    if (is_new) texts.push_back(text);
  }
  if (!IsTime(key)) return absl::StrJoin(texts, "; ");
  const auto when = [](const std::string& text) {
    absl::Time time = absl::InfiniteFuture();
    absl::ParseTime(absl::RFC3339_full, text, &time, nullptr);
    return time;
  };
  return *std::min_element(texts.begin(), texts.end(),
                           [&](const auto& one, const auto& other) {
                             return when(one) < when(other);
                           });
}

// Objects of the inputs as one, with the first one's keys.
template <typename GetObject>
Json CombinedObject(const Inputs& inputs, GetObject object) {
  Json combined = Json::object();
  for (const auto& item : object(inputs.front()).items()) {
    const std::string& key = item.key();
    if (key == kMergedFrom || key == kShardIndex || key == kTotalShards) {
      continue;
    }
    std::vector<Json> values;
    for (const MergeInput& input : inputs) {
      values.push_back(object(input).value(key, Json(nullptr)));
    }
    combined[key] = Combined(key, values);
  }
  return combined;
}

// An input that was merged itself is told by what it was merged from.
Json MergedFrom(const Inputs& inputs) {
  Json merged_from = Json::array();
  for (const MergeInput& input : inputs) {
    const Provenance& provenance = input.recorded.provenance;
    const auto earlier = provenance.system_info.find(kMergedFrom);
    if (earlier != provenance.system_info.end() && earlier->is_array()) {
      for (const Json& entry : *earlier) merged_from.push_back(entry);
      continue;
    }
    merged_from.push_back({{"file", input.file},
                           {"context", provenance.benchmark},
                           {"system_info", provenance.system_info}});
  }
  return merged_from;
}

Provenance MergedContext(const Inputs& inputs) {
  Provenance provenance;
  provenance.benchmark =
      CombinedObject(inputs, [](const MergeInput& input) -> const Json& {
        return input.recorded.provenance.benchmark;
      });
  provenance.system_info =
      CombinedObject(inputs, [](const MergeInput& input) -> const Json& {
        return input.recorded.provenance.system_info;
      });
  provenance.system_info[kMergedFrom] = MergedFrom(inputs);
  return provenance;
}

std::string Partial(const Inputs& inputs) {
  std::vector<std::string> reasons;
  for (const MergeInput& input : inputs) {
    if (!input.recorded.partial.empty()) {
      reasons.push_back(absl::StrCat(input.file, ": ", input.recorded.partial));
    }
    if (input.recorded.cut_short) {
      reasons.push_back(absl::StrCat(input.file, ": the file is cut short"));
    }
  }
  return absl::StrJoin(reasons, "; ");
}

// Custom context is text.
std::optional<int> Number(const Json& object, const char* key) {
  const auto found = object.find(key);
  int number;
  if (found == object.end() || !found->is_string() ||
      !absl::SimpleAtoi(found->get<std::string>(), &number)) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

absl::StatusOr<Report> MergeReports(Inputs inputs, bool force) {
  std::vector<std::string> conflicts;
  AddOriginConflicts(inputs, conflicts);
  MarkPythonOperators(inputs);
  AddTwins(inputs, conflicts);
  if (!force && !conflicts.empty()) {
    return absl::InvalidArgumentError(absl::StrJoin(conflicts, "\n"));
  }
  Report report(MergedContext(inputs));
  report.set_partial(Partial(inputs));
  FamilyNumbers numbers;
  for (MergeInput& input : inputs) {
    for (Report::Run& run : input.recorded.runs) numbers.Number(run);
    report.Extend(input.recorded.runs);
    // The report takes the memory that the input had.
    input.recorded = RecordedRuns();
  }
  return report;
}

std::vector<std::string> MissingShards(const Inputs& inputs) {
  std::set<int> there;
  int total = 0;
  for (const MergeInput& input : inputs) {
    const Json& context = input.recorded.provenance.benchmark;
    const std::optional<int> index = Number(context, kShardIndex);
    if (index.has_value()) there.insert(*index);
    total = std::max(total, Number(context, kTotalShards).value_or(0));
  }
  std::vector<std::string> missing;
  for (int index = 0; index < total; ++index) {
    if (there.count(index) > 0) continue;
    missing.push_back(absl::StrCat(index, " of ", total));
  }
  return missing;
}

}  // namespace feluda

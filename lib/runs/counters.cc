#include "lib/runs/counters.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/runs/text_counters.h"

namespace feluda {
namespace {

constexpr absl::string_view kFactPrefix = "fact.";
constexpr absl::string_view kAbsentPrefix = "absent.";
constexpr absl::string_view kInputAmount = "input.amount";
constexpr absl::string_view kInputPrefix = "input.";
constexpr absl::string_view kInputUnit = "input.unit";
constexpr absl::string_view kPythonPrefix = "python.";

}  // namespace

absl::string_view PhaseName(Phase phase) {
  switch (phase) {
    case Phase::kInitialization:
      return "initialization";
    case Phase::kExecution:
      return "execution";
    case Phase::kCleanup:
      return "cleanup";
    case Phase::kImport:
      return "import";
  }
  return "";
}

std::string CounterName(Phase phase, absl::string_view figure) {
  return absl::StrCat(PhaseName(phase), ".", figure);
}

void Set(Counters& counters, absl::string_view name, double value) {
  counters[std::string(name)] = value;
}

std::optional<double> Get(const Counters& counters, absl::string_view name) {
  const auto it = counters.find(std::string(name));
  if (it == counters.end()) return std::nullopt;
  return it->second.value;
}

std::optional<double> Get(const Counters& counters, Phase phase,
                          absl::string_view figure) {
  return Get(counters, CounterName(phase, figure));
}

std::optional<double> ExecutionCpuSeconds(const Counters& counters) {
  double seconds = 0;
  for (const absl::string_view part :
       {figure::kUserSeconds, figure::kSystemSeconds,
        figure::kChildrenUserSeconds, figure::kChildrenSystemSeconds}) {
    const std::optional<double> value = Get(counters, Phase::kExecution, part);
    if (!value.has_value()) return std::nullopt;
    seconds += *value;
  }
  return seconds;
}

std::optional<double> ExecutionResidentRise(const Counters& counters) {
  const auto before = Get(counters, Phase::kExecution, figure::kResidentBefore);
  const auto peak = Get(counters, Phase::kExecution, figure::kResidentPeak);
  if (!before.has_value() || !peak.has_value()) return std::nullopt;
  return *peak - *before;
}

void SetFacts(Counters& counters, const Facts& facts) {
  for (const auto& [name, fact] : facts) {
    const std::string counter = absl::StrCat(kFactPrefix, name);
    if (const double* number = std::get_if<double>(&fact)) {
      EraseText(counters, counter);
      Set(counters, counter, *number);
    } else {
      SetText(counters, counter, std::get<std::string>(fact));
    }
  }
}

Facts GetFacts(const Counters& counters) {
  Facts facts;
  for (auto it = counters.lower_bound(std::string(kFactPrefix));
       it != counters.end() && absl::StartsWith(it->first, kFactPrefix); ++it) {
    const std::string name = it->first.substr(kFactPrefix.size());
    if (!absl::StrContains(name, '=')) facts[name] = it->second.value;
  }
  for (auto& [name, text] : GetTexts(counters, kFactPrefix)) {
    facts[name] = text;
  }
  return facts;
}

void SetInputSize(Counters& counters, const InputSize& size) {
  SetText(counters, kInputUnit, size.unit);
  Set(counters, kInputAmount, size.amount);
}

std::optional<InputSize> GetInputSize(const Counters& counters) {
  const std::optional<double> amount = Get(counters, kInputAmount);
  if (!amount.has_value()) return std::nullopt;
  InputSize size;
  size.amount = *amount;
  for (auto& [rest, text] : GetTexts(counters, kInputUnit)) {
    if (rest.empty()) size.unit = text;
  }
  return size;
}

void SetAbsent(Counters& counters, absl::string_view what,
               absl::string_view reason) {
  SetText(counters, absl::StrCat(kAbsentPrefix, what), reason);
}

std::map<std::string, std::string> GetAbsent(const Counters& counters) {
  return GetTexts(counters, kAbsentPrefix);
}

bool CarriesText(absl::string_view counter_name) {
  return absl::StrContains(counter_name, '=') &&
         (absl::StartsWith(counter_name, kFactPrefix) ||
          absl::StartsWith(counter_name, kAbsentPrefix) ||
          absl::StartsWith(counter_name, kInputPrefix) ||
          absl::StartsWith(counter_name, kPythonPrefix));
}

}  // namespace feluda

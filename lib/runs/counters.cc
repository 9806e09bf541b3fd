#include "lib/runs/counters.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

constexpr absl::string_view kFactPrefix = "fact.";
constexpr absl::string_view kAbsentPrefix = "absent.";
constexpr absl::string_view kInputAmount = "input.amount";
constexpr absl::string_view kInputPrefix = "input.";
constexpr absl::string_view kInputUnit = "unit";

// The value of a counter that carries text in its name.
constexpr double kPresent = 1;

// Calls visit(rest of the name, value) for each counter with the prefix.
template <typename Visitor>
void ForEachWithPrefix(const Counters& counters, absl::string_view prefix,
                       Visitor visit) {
  for (auto it = counters.lower_bound(std::string(prefix));
       it != counters.end() && absl::StartsWith(it->first, prefix); ++it) {
    visit(absl::string_view(it->first).substr(prefix.size()), it->second.value);
  }
}

// "name=text" in two, text empty if there is no '='.
std::pair<std::string, std::string> SplitText(absl::string_view text) {
  const size_t equals = text.find('=');
  if (equals == absl::string_view::npos) return {std::string(text), ""};
  return {std::string(text.substr(0, equals)),
          std::string(text.substr(equals + 1))};
}

// Removes `name` and every `name=...`, so that setting twice leaves one.
void Erase(Counters& counters, const std::string& name) {
  counters.erase(name);
  const std::string prefix = absl::StrCat(name, "=");
  auto it = counters.lower_bound(prefix);
  while (it != counters.end() && absl::StartsWith(it->first, prefix)) {
    it = counters.erase(it);
  }
}

}  // namespace

absl::string_view PhaseName(Phase phase) {
  switch (phase) {
    case Phase::kInitialization:
      return "initialization";
    case Phase::kExecution:
      return "execution";
    case Phase::kCleanup:
      return "cleanup";
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
    Erase(counters, counter);
    if (const double* number = std::get_if<double>(&fact)) {
      Set(counters, counter, *number);
    } else {
      Set(counters, absl::StrCat(counter, "=", std::get<std::string>(fact)),
          kPresent);
    }
  }
}

Facts GetFacts(const Counters& counters) {
  Facts facts;
  ForEachWithPrefix(counters, kFactPrefix,
                    [&](absl::string_view rest, double value) {
                      if (absl::StrContains(rest, '=')) {
                        auto [name, text] = SplitText(rest);
                        facts[name] = text;
                      } else {
                        facts[std::string(rest)] = value;
                      }
                    });
  return facts;
}

void SetInputSize(Counters& counters, const InputSize& size) {
  const std::string unit = absl::StrCat(kInputPrefix, kInputUnit);
  Erase(counters, unit);
  Set(counters, absl::StrCat(unit, "=", size.unit), kPresent);
  Set(counters, kInputAmount, size.amount);
}

std::optional<InputSize> GetInputSize(const Counters& counters) {
  const std::optional<double> amount = Get(counters, kInputAmount);
  if (!amount.has_value()) return std::nullopt;
  InputSize size;
  size.amount = *amount;
  ForEachWithPrefix(counters, kInputPrefix,
                    [&](absl::string_view rest, double) {
                      auto [name, text] = SplitText(rest);
                      if (name == kInputUnit) size.unit = text;
                    });
  return size;
}

void SetAbsent(Counters& counters, absl::string_view what,
               absl::string_view reason) {
  const std::string counter = absl::StrCat(kAbsentPrefix, what);
  Erase(counters, counter);
  Set(counters, absl::StrCat(counter, "=", reason), kPresent);
}

std::map<std::string, std::string> GetAbsent(const Counters& counters) {
  std::map<std::string, std::string> absent;
  ForEachWithPrefix(
      counters, kAbsentPrefix,
      [&](absl::string_view rest, double) { absent.insert(SplitText(rest)); });
  return absent;
}

bool CarriesText(absl::string_view counter_name) {
  return absl::StrContains(counter_name, '=') &&
         (absl::StartsWith(counter_name, kFactPrefix) ||
          absl::StartsWith(counter_name, kAbsentPrefix) ||
          absl::StartsWith(counter_name, kInputPrefix));
}

}  // namespace feluda

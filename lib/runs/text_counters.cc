#include "lib/runs/text_counters.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

// The value of a counter that carries text in its name.
constexpr double kPresent = 1;

}  // namespace

void SetText(benchmark::UserCounters& counters, absl::string_view name,
             absl::string_view text) {
  EraseText(counters, std::string(name));
  counters[absl::StrCat(name, "=", text)] = kPresent;
}

void EraseText(benchmark::UserCounters& counters, const std::string& name) {
  counters.erase(name);
  const std::string prefix = absl::StrCat(name, "=");
  auto it = counters.lower_bound(prefix);
  while (it != counters.end() && absl::StartsWith(it->first, prefix)) {
    it = counters.erase(it);
  }
}

std::map<std::string, std::string> GetTexts(
    const benchmark::UserCounters& counters, absl::string_view prefix) {
  std::map<std::string, std::string> texts;
  for (auto it = counters.lower_bound(std::string(prefix));
       it != counters.end() && absl::StartsWith(it->first, prefix); ++it) {
    const absl::string_view rest =
        absl::string_view(it->first).substr(prefix.size());
    const size_t equals = rest.find('=');
    if (equals == absl::string_view::npos) continue;
    texts.emplace(rest.substr(0, equals), rest.substr(equals + 1));
  }
  return texts;
}

}  // namespace feluda

#include "lib/runs/workers/worker_fit.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace feluda {
namespace {

constexpr double kMaxValue = 1e15;

struct Unit {
  absl::string_view name;
  double bytes;
};

constexpr Unit kUnits[] = {{"tib", 1099511627776.0},
                           {"gib", 1073741824.0},
                           {"mib", 1048576.0},
                           {"kib", 1024.0},
                           {"tb", 1e12},
                           {"gb", 1e9},
                           {"mb", 1e6},
                           {"kb", 1e3},
                           {"b", 1.0}};

absl::Status Mistake(absl::string_view part, absl::string_view remedy) {
  return absl::InvalidArgumentError(absl::StrCat("'", part, "': ", remedy));
}

// A number above 0, or nullopt.
std::optional<double> Positive(absl::string_view text) {
  double value;
  if (!absl::SimpleAtod(text, &value)) return std::nullopt;
  if (!(value > 0 && value <= kMaxValue)) return std::nullopt;
  return value;
}

std::optional<double> Bytes(absl::string_view text) {
  const std::string lower = absl::AsciiStrToLower(text);
  absl::string_view number = lower;
  for (const auto& [name, bytes] : kUnits) {
    if (!absl::ConsumeSuffix(&number, name)) continue;
    const std::optional<double> value =
        Positive(absl::StripTrailingAsciiWhitespace(number));
    if (!value.has_value() || *value * bytes > kMaxValue) return std::nullopt;
    return *value * bytes;
  }
  return std::nullopt;
}

// Takes one part, as "cpus=4".
absl::Status Take(absl::string_view part, PlanRequest& request) {
  const std::pair<absl::string_view, absl::string_view> pair =
      absl::StrSplit(part, absl::MaxSplits('=', 1));
  const auto& [name, value] = pair;
  if (name == "cpus") {
    request.cpus = Positive(value);
    if (request.cpus.has_value()) return absl::OkStatus();
    return Mistake(part, "say cpus=4, a number above 0");
  }
  if (name == "memory") {
    request.memory_bytes = Bytes(value);
    if (request.memory_bytes.has_value()) return absl::OkStatus();
    return Mistake(part, "say memory=4GiB, with its unit");
  }
  if (name == "items") {
    request.items = Positive(value);
    if (request.items.has_value()) return absl::OkStatus();
    return Mistake(part, "say items=100000, a number above 0");
  }
  return Mistake(part, "say cpus=4,memory=4GiB,items=100000 or a part of it");
}

}  // namespace

absl::StatusOr<PlanRequest> ParsePlanRequest(absl::string_view text) {
  PlanRequest request;
  if (text.empty()) return request;
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    const absl::Status taken = Take(absl::StripAsciiWhitespace(part), request);
    if (!taken.ok()) return taken;
  }
  return request;
}

WorkerFit FitWorkers(const Machine& machine, const WorkerNeeds& needs) {
  // Three CPUs serve three workers that were measured at 1.02 CPUs each.
  constexpr double kNoise = 0.25;
  WorkerFit fit;
  fit.workers = std::max<int64_t>(
      1, static_cast<int64_t>(machine.cpus / std::max(1.0, needs.cpus) +
                              (needs.cpus > 1 ? kNoise : 0)));
  if (!machine.memory_bytes.has_value() ||
      needs.memory_bytes.value_or(0) <= 0) {
    return fit;
  }
  const double usable = *machine.memory_bytes * (1 - kSystemShare);
  const auto by_memory = static_cast<int64_t>(usable / *needs.memory_bytes);
  if (by_memory < fit.workers) {
    fit.workers = by_memory;
    fit.bound_by = WorkerFit::Bound::kMemory;
  }
  return fit;
}

}  // namespace feluda

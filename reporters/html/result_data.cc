#include "reporters/html/result_data.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/provenance/system_info.h"
#include "lib/runs/counters.h"
#include "lib/runs/families.h"
#include "lib/text/text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

constexpr absl::string_view kPhaseFigures[] = {figure::kWallSeconds,
                                               figure::kUserSeconds,
                                               figure::kSystemSeconds,
                                               figure::kChildrenUserSeconds,
                                               figure::kChildrenSystemSeconds,
                                               figure::kUtilization,
                                               figure::kMinorFaults,
                                               figure::kMajorFaults,
                                               figure::kVoluntarySwitches,
                                               figure::kInvoluntarySwitches,
                                               figure::kResidentBefore,
                                               figure::kResidentAfter,
                                               figure::kResidentPeak,
                                               figure::kHeapAllocations,
                                               figure::kHeapFrees,
                                               figure::kHeapAllocatedBytes,
                                               figure::kHeapNetBytes,
                                               figure::kHeapPeakBytes};

constexpr absl::string_view kSampleFigures[] = {
    sample::kCount, sample::kIterationsPerSample,
    sample::kMin,   sample::kMax,
    sample::kMean,  sample::kMedian,
    sample::kP95,   sample::kStdDev,
    sample::kCv};

// Counters that are shown elsewhere or mean nothing to a reader.
// The plan shows what those of workers say (worker_figures.h).
constexpr absl::string_view kHidden[] = {kTimestamp,
                                         kPassId,
                                         kComplexityN,
                                         "input.amount",
                                         "no_worker",
                                         "workers_trial.workers",
                                         "workers_trial.busy_cpus",
                                         "workers_trial.speed_of_each"};

template <typename Range, typename Value>
bool Contains(const Range& range, const Value& value) {
  return std::find(std::begin(range), std::end(range), value) !=
         std::end(range);
}

Json OrNull(const std::optional<double>& value) {
  return value.has_value() ? Json(*value) : Json(nullptr);
}

Json FactsJson(const Facts& facts, size_t text_bytes) {
  Json json = Json::object();
  for (const auto& [name, fact] : facts) {
    const double* number = std::get_if<double>(&fact);
    json[CutText(name, text_bytes)] =
        number != nullptr
            ? Json(*number)
            : Json(CutText(std::get<std::string>(fact), text_bytes));
  }
  return json;
}

Json AbsentJson(const Result& result, size_t text_bytes) {
  Json json = Json::object();
  for (const auto& [what, why] : result.absent) {
    json[CutText(what, text_bytes)] = CutText(why, text_bytes);
  }
  return json;
}

// The benchmark's own counters, whose meaning is unknown.
Json OtherCounters(const Counters& counters, size_t text_bytes) {
  Json json = Json::object();
  for (const auto& [name, counter] : counters) {
    if (CarriesText(name) || absl::StartsWith(name, "fact.") ||
        Contains(kHidden, name) || Contains(FigureNames(), name)) {
      continue;
    }
    json[CutText(name, text_bytes)] = counter.value;
  }
  return json;
}

// The input's size, or the n of a family with a complexity.
Json SizeJson(const Counters& counters, size_t text_bytes) {
  if (const std::optional<InputSize> size = GetInputSize(counters)) {
    return {{"amount", size->amount},
            {"unit", CutText(size->unit, text_bytes)}};
  }
  if (const std::optional<double> n = Get(counters, kComplexityN)) {
    return {{"amount", *n}, {"unit", "n"}};
  }
  return Json::object();
}

}  // namespace

const std::vector<std::string>& FigureNames() {
  static const auto& names = *[] {
    auto* all = new std::vector<std::string>;
    for (const Phase phase : kPhases) {
      for (const absl::string_view figure : kPhaseFigures) {
        all->push_back(CounterName(phase, figure));
      }
    }
    for (const absl::string_view name : kSampleFigures) all->emplace_back(name);
    return all;
  }();
  return names;
}

Json ResultData(const Result& result, size_t text_bytes) {
  const auto text = [&](absl::string_view all) {
    return CutText(all, text_bytes);
  };
  Json json;
  json["operator"] = text(result.operator_name);
  json["input"] = text(result.input);
  const std::string family = FamilyName(result.Name());
  if (family != result.Name()) json["family"] = text(family);
  json["data"] = text(result.data_description);
  json["timestamp"] = result.timestamp.has_value()
                          ? Json(FormatTimestamp(*result.timestamp))
                          : Json(nullptr);
  if (result.error.has_value()) {
    json["error"] = text(Printable(*result.error));
  }
  if (!result.aggregate.empty()) {
    json["aggregate"] = text(result.AggregateNote());
  }
  json["seconds"] = OrNull(result.execution.seconds);
  json["cpu_seconds"] = OrNull(result.cpu_seconds);
  json["iterations"] = result.iterations;
  json["repetition"] = result.repetition_index;
  json["threads"] = result.threads;
  Json& figures = json["figures"] = Json::array();
  for (const std::string& name : FigureNames()) {
    figures.push_back(OrNull(Get(result.counters, name)));
  }
  const auto add_unless_empty = [&](const char* key, Json value) {
    if (!value.empty()) json[key] = std::move(value);
  };
  add_unless_empty("size", SizeJson(result.counters, text_bytes));
  add_unless_empty("facts", FactsJson(result.facts, text_bytes));
  add_unless_empty("absent", AbsentJson(result, text_bytes));
  add_unless_empty("counters", OtherCounters(result.counters, text_bytes));
  return json;
}

}  // namespace feluda

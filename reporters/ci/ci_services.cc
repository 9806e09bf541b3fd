#include "reporters/ci/ci_services.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/facts.h"
#include "lib/runs/counters.h"
#include "lib/text/json_text.h"
#include "lib/text/text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

struct Measure {
  // Its name for github-action-benchmark, and for Bencher.
  const char* name;
  const char* slug;
  const char* unit;
  std::optional<double> (*value)(const Result& result);
};

std::optional<double> Nanoseconds(const Result& result) {
  constexpr double kNanosecondsASecond = 1e9;
  if (!result.execution.seconds.has_value()) return std::nullopt;
  return *result.execution.seconds * kNanosecondsASecond;
}

std::optional<double> PeakHeap(const Result& result) {
  return Get(result.counters, Phase::kExecution, figure::kHeapPeakBytes);
}

std::optional<double> PeakResident(const Result& result) {
  const auto before =
      Get(result.counters, Phase::kExecution, figure::kResidentBefore);
  const auto peak =
      Get(result.counters, Phase::kExecution, figure::kResidentPeak);
  if (!before.has_value() || !peak.has_value()) return std::nullopt;
  return *peak - *before;
}

constexpr Measure kMeasures[] = {
    {"time", "latency", "ns", Nanoseconds},
    {"peak heap", "peak-heap", "bytes", PeakHeap},
    {"peak resident memory", "peak-resident-memory", "bytes", PeakResident},
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half]
                                : (values[half - 1] + values[half]) / 2;
}

// A benchmark with its repetitions, or one of its aggregates.
struct Benchmark {
  std::string name;
  std::vector<Result> results;

  std::optional<double> MedianOf(const Measure& measure) const {
    std::vector<double> values;
    for (const Result& result : results) {
      const std::optional<double> value = measure.value(result);
      if (value.has_value() && std::isfinite(*value)) values.push_back(*value);
    }
    if (values.empty()) return std::nullopt;
    return Median(std::move(values));
  }
};

// The benchmarks with a success, in the order in which they first appear, and
// then the aggregates that stand alone.
std::vector<Benchmark> Benchmarks(const Report& report) {
  std::vector<Benchmark> benchmarks;
  std::map<std::string, size_t> places;
  for (const Result& result : report.results()) {
    if (!result.Succeeded() || !result.aggregate.empty()) continue;
    const auto [place, is_new] =
        places.emplace(result.Name(), benchmarks.size());
    if (is_new) benchmarks.push_back({result.Name(), {}});
    benchmarks[place->second].results.push_back(result);
  }
  for (const Report::Run* aggregate : report.LoneAggregates()) {
    if (!IsTypical(*aggregate)) continue;
    benchmarks.push_back({aggregate->benchmark_name(), {ToResult(*aggregate)}});
  }
  return benchmarks;
}

// Which weights an operator with a model had; empty for others.
std::string WeightsOf(const Benchmark& benchmark) {
  const Facts& facts = benchmark.results.front().facts;
  const auto weights = facts.find("weights");
  if (weights == facts.end()) return "";
  const std::string* const text = std::get_if<std::string>(&weights->second);
  return text == nullptr ? "" : *text;
}

// FNV-1a: the same in each run, unlike the standard library's.
uint32_t HashOf(absl::string_view text) {
  uint32_t hash = 2166136261;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619;
  }
  return hash;
}

std::string BencherName(const std::string& name) {
  constexpr size_t kMaxBytes = 1024;
  constexpr size_t kEndBytes = 12;
  if (name.empty()) return "unnamed";
  std::string valid = ValidUtf8(name);
  if (valid.size() <= kMaxBytes) return valid;
  return absl::StrCat(StartOf(valid, kMaxBytes - kEndBytes), "… ",
                      absl::Hex(HashOf(valid), absl::kZeroPad8));
}

std::string Dump(const Json& json) {
  return absl::StrCat(DumpJson(json, 2), "\n");
}

}  // namespace

Json GithubActionBenches(const Report& report) {
  Json json = Json::array();
  for (const Benchmark& benchmark : Benchmarks(report)) {
    for (const Measure& measure : kMeasures) {
      const std::optional<double> value = benchmark.MedianOf(measure);
      if (!value.has_value()) continue;
      json.push_back(
          {{"name", absl::StrCat(benchmark.name, " (", measure.name, ")")},
           {"unit", measure.unit},
           {"value", *value}});
      const std::string weights = WeightsOf(benchmark);
      if (!weights.empty()) json.back()["extra"] = "weights: " + weights;
    }
  }
  for (const Result& result : report.skipped()) {
    json.push_back({{"name", absl::StrCat(result.Name(), " (skipped)")},
                    {"unit", "skipped"},
                    {"value", 1},
                    {"extra", *result.skipped}});
  }
  return json;
}

std::string ToGithubActionBenchmark(const Report& report) {
  return Dump(GithubActionBenches(report));
}

std::string ToBencher(const Report& report) {
  // Sorted by name: looking one up among many must not take long.
  std::map<std::string, std::map<std::string, double>> values;
  for (const Benchmark& benchmark : Benchmarks(report)) {
    const std::string name = BencherName(benchmark.name);
    for (const Measure& measure : kMeasures) {
      const std::optional<double> value = benchmark.MedianOf(measure);
      if (value.has_value()) values[name][measure.slug] = *value;
    }
  }
  for (const Result& result : report.skipped()) {
    values[BencherName(result.Name())]["skipped"] = 1;
  }
  Json json = Json::object();
  for (const auto& [name, measures] : values) {
    Json entry = Json::object();
    for (const auto& [slug, value] : measures) {
      entry.emplace(slug, Json{{"value", value}});
    }
    json.get_ref<Json::object_t&>().emplace_back(name, std::move(entry));
  }
  return Dump(json);
}

}  // namespace feluda

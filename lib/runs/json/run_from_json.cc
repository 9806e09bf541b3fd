#include "lib/runs/json/run_from_json.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "lib/runs/counters.h"
#include "lib/runs/json/json_fields.h"
#include "lib/runs/json/run_to_json.h"
#include "lib/runs/run_outcome.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using Run = benchmark::BenchmarkReporter::Run;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// Which figures a run has.
enum class Kind { kMeasured, kBigO, kRms };

// Whether a number is a field of the run and no counter.
bool IsField(Kind kind, absl::string_view key) {
  static constexpr absl::string_view kOfAll[] = {
      "family_index",  "per_family_instance_index",
      "repetitions",   "repetition_index",
      "threads",       "allocs_per_iter",
      "max_bytes_used"};
  const auto is = [key](absl::string_view field) { return key == field; };
  if (std::any_of(std::begin(kOfAll), std::end(kOfAll), is)) return true;
  switch (kind) {
    case Kind::kMeasured:
      return is("iterations") || is("real_time") || is("cpu_time");
    case Kind::kBigO:
      return is("cpu_coefficient") || is("real_coefficient");
    case Kind::kRms:
      return is("rms") || is("real_rms");
  }
  return false;
}

// Counters may be named `big_o` and `rms` as well.
Kind KindOf(const JsonFields& fields, const Run& run) {
  if (run.run_type != Run::RT_Aggregate) return Kind::kMeasured;
  if (fields.Has("real_time")) return Kind::kMeasured;
  if (fields.Has("big_o")) return Kind::kBigO;
  return fields.Has("rms") ? Kind::kRms : Kind::kMeasured;
}

// `choices` holds pairs of a word and its meaning.
template <typename Choices>
auto Choice(JsonFields& fields, absl::string_view key, const std::string& word,
            const Choices& choices) {
  for (const auto& [choice, meaning] : choices) {
    if (word == choice) return meaning;
  }
  fields.Fail(key, absl::StrCat("is \"", absl::Utf8SafeCEscape(word),
                                "\", which is unknown"));
  return std::begin(choices)->second;
}

template <typename T>
using Named = std::pair<absl::string_view, T>;

void ReadRunType(JsonFields& fields, Run& run) {
  static constexpr Named<Run::RunType> kTypes[] = {
      {"iteration", Run::RT_Iteration}, {"aggregate", Run::RT_Aggregate}};
  static constexpr Named<benchmark::StatisticUnit> kUnits[] = {
      {"time", benchmark::kTime}, {"percentage", benchmark::kPercentage}};
  run.run_type =
      Choice(fields, "run_type", fields.Text("run_type", "iteration"), kTypes);
  run.aggregate_unit = benchmark::kTime;
  if (run.run_type != Run::RT_Aggregate) return;
  // Google Benchmark's own example files have aggregates without a name.
  run.aggregate_name = fields.Text("aggregate_name", "aggregate");
  run.aggregate_unit = Choice(fields, "aggregate_unit",
                              fields.Text("aggregate_unit", "time"), kUnits);
}

// Makes benchmark_name() the file's `name`, whatever the other keys say.
void ReadName(JsonFields& fields, Run& run) {
  const std::string name = fields.Text("name");
  absl::string_view function = name;
  const std::string run_name = fields.Text("run_name", name);
  if (run.run_type == Run::RT_Aggregate &&
      !absl::ConsumeSuffix(&function, absl::StrCat("_", run.aggregate_name))) {
    function = run_name;
  }
  run.run_name.function_name = std::string(function);
}

// 1.7 leaves some fields of a run without a value.
void ReadPlace(JsonFields& fields, Run& run) {
  run.family_index = fields.Integer("family_index", 0);
  run.per_family_instance_index =
      fields.Integer("per_family_instance_index", 0);
  run.repetitions = fields.Integer("repetitions", 1);
  run.repetition_index = run.run_type == Run::RT_Aggregate
                             ? static_cast<int64_t>(Run::no_repetition_index)
                             : fields.Integer("repetition_index", 0);
  run.threads = fields.Integer("threads", 1);
  run.statistics = nullptr;
}

// Whether the run was measured.
bool ReadOutcome(JsonFields& fields, Run& run) {
  if (fields.FlagUnlessCounter("error_occurred")) {
    MarkFailed(run, fields.TextUnlessCounter("error_message"));
    return false;
  }
  if (fields.FlagUnlessCounter("skipped")) {
    MarkSkipped(run, fields.TextUnlessCounter("skip_message"));
    return false;
  }
  return true;
}

benchmark::TimeUnit ReadTimeUnit(JsonFields& fields,
                                 const std::optional<std::string>& otherwise) {
  static constexpr Named<benchmark::TimeUnit> kUnits[] = {
      {"ns", benchmark::kNanosecond},
      {"us", benchmark::kMicrosecond},
      {"ms", benchmark::kMillisecond},
      {"s", benchmark::kSecond}};
  return Choice(fields, "time_unit", fields.Text("time_unit", otherwise),
                kUnits);
}

// The seconds in total from which Run computes `time`, per iteration and in
// run.time_unit. Dividing and multiplying back may miss it by some units in the
// last place, so the neighbours are tried: one of them is what `time` was
// computed from, if a reporter wrote it.
double AccumulatedSeconds(const Run& run, double time) {
  const double multiplier = benchmark::GetTimeUnitMultiplier(run.time_unit);
  const double iterations =
      run.iterations == 0 ? 1 : static_cast<double>(run.iterations);
  const auto is_right = [&](double seconds) {
    return seconds * multiplier / iterations == time;
  };
  const double guess = time * (iterations / multiplier);
  double above = guess;
  double below = guess;
  for (int tries = 0; tries < 8; ++tries) {
    if (is_right(above)) return above;
    if (is_right(below)) return below;
    above = std::nextafter(above, std::numeric_limits<double>::infinity());
    below = std::nextafter(below, -std::numeric_limits<double>::infinity());
  }
  return guess;
}

void ReadTimes(JsonFields& fields, bool measured, Run& run) {
  const auto zero = measured ? std::nullopt : std::optional<double>(0);
  run.iterations = fields.Integer(
      "iterations", measured ? std::nullopt : std::optional<int64_t>(0));
  if (run.iterations < 0) fields.Fail("iterations", "is negative");
  const double real_time = fields.Number("real_time", zero);
  const double cpu_time = fields.Number("cpu_time", zero);
  run.time_unit = ReadTimeUnit(
      fields, measured ? std::nullopt : std::optional<std::string>("ns"));
  const bool is_percentage = run.run_type == Run::RT_Aggregate &&
                             run.aggregate_unit == benchmark::kPercentage;
  run.real_accumulated_time =
      is_percentage ? real_time : AccumulatedSeconds(run, real_time);
  run.cpu_accumulated_time =
      is_percentage ? cpu_time : AccumulatedSeconds(run, cpu_time);
}

Named<benchmark::BigO> Complexity(benchmark::BigO complexity) {
  return {BigOName(complexity), complexity};
}

void ReadBigO(JsonFields& fields, Run& run) {
  static const Named<benchmark::BigO> kComplexities[] = {
      Complexity(benchmark::o1),        Complexity(benchmark::oN),
      Complexity(benchmark::oNSquared), Complexity(benchmark::oNCubed),
      Complexity(benchmark::oLogN),     Complexity(benchmark::oNLogN),
      Complexity(benchmark::oLambda)};
  run.report_big_o = true;
  run.complexity = Choice(fields, "big_o", fields.Text("big_o"), kComplexities);
  run.iterations = 0;
  run.time_unit = ReadTimeUnit(fields, std::nullopt);
  run.real_accumulated_time =
      AccumulatedSeconds(run, fields.Number("real_coefficient"));
  run.cpu_accumulated_time =
      AccumulatedSeconds(run, fields.Number("cpu_coefficient"));
}

void ReadRms(JsonFields& fields, Run& run) {
  run.report_rms = true;
  run.iterations = 0;
  run.time_unit = benchmark::kSecond;
  run.real_accumulated_time = fields.Number("real_rms", kNan);
  run.cpu_accumulated_time = fields.Number("rms");
}

void ReadFigures(JsonFields& fields, Kind kind, bool measured, Run& run) {
  switch (kind) {
    case Kind::kMeasured:
      return ReadTimes(fields, measured, run);
    case Kind::kBigO:
      return ReadBigO(fields, run);
    case Kind::kRms:
      return ReadRms(fields, run);
  }
}

void ReadCounters(const Json& json, Kind kind, Run& run) {
  for (const auto& [key, value] : json.get_ref<const Json::object_t&>()) {
    if (!IsCounterValue(value) || IsField(kind, key)) continue;
    run.counters[key] = value.is_null() ? kNan : value.get<double>();
  }
}

// Other programs do not have our counters.
void ReadHeap(JsonFields& fields, Run& run) {
  const auto read = [&](absl::string_view key, absl::string_view figure) {
    const double value = fields.Number(key, kNan);
    const std::string counter = CounterName(Phase::kExecution, figure);
    if (fields.Has(key) && !Get(run.counters, counter).has_value()) {
      Set(run.counters, counter, value);
    }
    return fields.Has(key) ? value : 0;
  };
  run.allocs_per_iter = read("allocs_per_iter", figure::kHeapAllocations);
  read("max_bytes_used", figure::kHeapPeakBytes);
}

}  // namespace

absl::StatusOr<Run> RunFromJson(const Json& json) {
  if (!json.is_object()) {
    return absl::InvalidArgumentError("is no JSON object");
  }
  JsonFields fields(json);
  Run run;
  ReadRunType(fields, run);
  ReadName(fields, run);
  ReadPlace(fields, run);
  const bool measured = ReadOutcome(fields, run);
  const Kind kind = KindOf(fields, run);
  ReadFigures(fields, kind, measured, run);
  ReadCounters(json, kind, run);
  ReadHeap(fields, run);
  run.report_label = fields.TextUnlessCounter("label");
  if (fields.status().ok()) return run;
  const std::string name = fields.TextUnlessCounter("name");
  if (name.empty()) return fields.status();
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", absl::Utf8SafeCEscape(name), "\": ", fields.status().message()));
}

}  // namespace feluda

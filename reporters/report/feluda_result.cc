#include "reporters/report/feluda_result.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/provenance/timestamp.h"
#include "lib/runs/counters.h"
#include "lib/runs/finite_figures.h"
#include "lib/runs/new_run.h"
#include "lib/runs/python_run.h"
#include "lib/runs/run_outcome.h"
#include "lib/text/json_text.h"
#include "lib/text/text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using Run = benchmark::BenchmarkReporter::Run;

constexpr char kNotTold[] = "the result does not tell it";

// Reads values of an object by their keys. Null is missing, and so is a number
// that is not finite. Remembers the first
// value of a wrong type.
class Reader {
 public:
  Reader(const Json& object, std::string path, absl::Status& status)
      : object_(object), path_(std::move(path)), status_(status) {}

  const Json& Find(const char* key) const {
    static const Json& missing = *new Json(nullptr);
    const auto found = object_.find(key);
    return found == object_.end() ? missing : *found;
  }

  std::optional<double> Number(const char* key) const {
    const Json& value = Find(key);
    if (value.is_null()) return std::nullopt;
    if (value.is_number()) {
      const auto number = value.get<double>();
      return std::isfinite(number) ? std::optional<double>(number)
                                   : std::nullopt;
    }
    Fail(key, value, "a number");
    return std::nullopt;
  }

  std::optional<std::string> Text(const char* key) const {
    const Json& value = Find(key);
    if (value.is_null()) return std::nullopt;
    if (value.is_string()) return value.get<std::string>();
    Fail(key, value, "a text");
    return std::nullopt;
  }

  // An empty object where it is missing.
  const Json& Object(const char* key) const {
    static const Json& empty = *new Json(Json::object());
    const Json& value = Find(key);
    if (value.is_object()) return value;
    if (!value.is_null()) Fail(key, value, "an object");
    return empty;
  }

  std::map<std::string, std::string> Texts(const char* key) const {
    std::map<std::string, std::string> texts;
    for (const auto& [name, value] : Object(key).items()) {
      if (value.is_string() && !absl::StrContains(name, '=')) {
        texts[name] = value.template get<std::string>();
      }
    }
    return texts;
  }

  void Fail(const char* key, const Json& value, const char* wanted) const {
    constexpr size_t kMaxBytes = 100;
    if (!status_.ok()) return;
    status_ = absl::InvalidArgumentError(
        absl::StrCat(path_, key, " is ", CutText(DumpJson(value), kMaxBytes),
                     ", not ", wanted));
  }

 private:
  const Json& object_;
  const std::string path_;
  absl::Status& status_;
};

std::string NameOf(const Reader& reader, const std::string& operator_name) {
  const std::string name = absl::StrReplaceAll(operator_name, {{"/", "_"}});
  const Json& benchmark = reader.Find("benchmark");
  if (benchmark.is_string()) {
    auto text = benchmark.get<std::string>();
    if (text == name || absl::StartsWith(text, name + "/")) return text;
  }
  const std::string input = reader.Text("data_description").value_or("");
  return input.empty() ? name : absl::StrCat(name, "/", input);
}

void ReadTimestamp(const Reader& reader, Run& run) {
  const std::optional<std::string> text = reader.Text("timestamp");
  if (!text.has_value()) return;
  const std::optional<absl::Time> time = ParseTimestamp(*text);
  if (time.has_value()) {
    Set(run.counters, kTimestamp,
        absl::ToDoubleSeconds(*time - absl::UnixEpoch()));
  } else {
    reader.Fail("timestamp", *text, "a time in ISO 8601");
  }
}

// Sets a counter in bytes unless the result has that, too.
void SetBytes(Counters& counters, Phase phase, absl::string_view figure,
              const std::optional<double>& mebibytes) {
  constexpr double kBytesPerMebibyte = 1 << 20;
  const std::string name = CounterName(phase, figure);
  if (!mebibytes.has_value() || Get(counters, name).has_value()) return;
  Set(counters, name, *mebibytes * kBytesPerMebibyte);
}

// A change without what it is the difference of.
void SetChange(Counters& counters, Phase phase,
               const std::optional<double>& mebibytes) {
  if (Get(counters, phase, figure::kResidentBefore).has_value() &&
      Get(counters, phase, figure::kResidentAfter).has_value()) {
    return;
  }
  SetBytes(counters, phase, figure::kResidentChange, mebibytes);
}

bool IsFeludasKey(absl::string_view key) {
  static constexpr absl::string_view kKeys[] = {
      "time_seconds",     "execution_time_seconds", "cpu_time_seconds",
      "memory_before_mb", "memory_after_mb",        "memory_change_mb",
      "peak_memory_mb",   "memory_released_mb",     "iterations"};
  return std::find(std::begin(kKeys), std::end(kKeys), key) != std::end(kKeys);
}

void ReadCounters(const Json& object, absl::string_view prefix,
                  Counters& counters) {
  for (const auto& [key, value] : object.items()) {
    if (value.is_number() && !IsFeludasKey(key)) {
      Set(counters, absl::StrCat(prefix, ".", key),
          value.template get<double>());
    }
  }
}

// The phases before and after the execution. `sign` is -1 where `change` is
// what was given back.
void ReadPhase(const Reader& result, Phase phase, const char* change, int sign,
               absl::Status& status, Run& run) {
  const std::string name(PhaseName(phase));
  const Json& object = result.Object(name.c_str());
  const Reader reader(object, name + ".", status);
  ReadCounters(object, name, run.counters);
  if (const std::optional<double> seconds = reader.Number("time_seconds")) {
    Set(run.counters, CounterName(phase, figure::kWallSeconds), *seconds);
  }
  const std::optional<double> mebibytes = reader.Number(change);
  if (mebibytes.has_value()) {
    SetChange(run.counters, phase, sign * *mebibytes);
  }
}

void ReadTimes(const Reader& execution, Run& run) {
  const double iterations = execution.Number("iterations").value_or(1);
  run.iterations = std::max<int64_t>(1, static_cast<int64_t>(iterations));
  const double times = static_cast<double>(run.iterations);
  const auto seconds = execution.Number("execution_time_seconds");
  const auto cpu_seconds = execution.Number("cpu_time_seconds");
  run.real_accumulated_time = seconds.value_or(0) * times;
  run.cpu_accumulated_time = cpu_seconds.value_or(0) * times;
  if (!seconds.has_value()) SetAbsent(run.counters, kRealTime, kNotTold);
  if (!cpu_seconds.has_value()) SetAbsent(run.counters, kCpuTime, kNotTold);
}

void ReadExecution(const Reader& result, absl::Status& status, Run& run) {
  const Json& object = result.Object("execution");
  const Reader reader(object, "execution.", status);
  ReadTimes(reader, run);
  ReadCounters(object, PhaseName(Phase::kExecution), run.counters);
  ReadCounters(reader.Object("samples"), "samples", run.counters);
  SetBytes(run.counters, Phase::kExecution, figure::kResidentBefore,
           reader.Number("memory_before_mb"));
  SetBytes(run.counters, Phase::kExecution, figure::kResidentAfter,
           reader.Number("memory_after_mb"));
  SetBytes(run.counters, Phase::kExecution, figure::kResidentPeak,
           reader.Number("peak_memory_mb"));
  SetChange(run.counters, Phase::kExecution, reader.Number("memory_change_mb"));
}

void ReadOutcome(const Reader& reader, absl::Status& status, Run& run) {
  const std::optional<std::string> error = reader.Text("error");
  const std::string told =
      reader.Text("status").value_or(error.has_value() ? "failed" : "success");
  if (told == "success") {
    ReadExecution(reader, status, run);
  } else if (told == "failed") {
    run.iterations = 0;
    MarkFailed(run, error.value_or("no message"));
  } else {
    reader.Fail("status", told, "\"success\" or \"failed\"");
  }
}

void ReadPython(const Reader& result, absl::Status& status, Run& run) {
  const Json& object = result.Object("python");
  if (object.empty()) return;
  const Reader reader(object, "python.", status);
  PythonRunDetails details;
  details.version = reader.Text("version").value_or("");
  details.allocator = reader.Text("allocator").value_or("");
  details.operator_class = reader.Text("operator_class").value_or("");
  details.parameters = reader.Texts("parameters");
  details.packages = reader.Texts("packages");
  details.before_call_bytes = reader.Number("memory_before_call_bytes");
  SetPythonRunDetails(run.counters, details);
}

constexpr const char* kPhases[] = {"import", "initialization", "execution",
                                   "cleanup"};

// Whether reports have it from what was read, or leave it out on purpose.
bool IsKnown(absl::string_view key) {
  static constexpr absl::string_view kKnown[] = {
      "operator",    "timestamp", "status", "error",    "data_description",
      "output_info", "python",    "absent", "benchmark"};
  return std::find(std::begin(kKnown), std::end(kKnown), key) !=
             std::end(kKnown) ||
         std::find(std::begin(kPhases), std::end(kPhases), key) !=
             std::end(kPhases);
}

// What the result has under keys of its own. The entries of a phase that was
// not reached stay out.
void ReadOwnEntries(const Json& result, Run& run) {
  Json entries = Json::object();
  for (const auto& [name, value] : result.items()) {
    if (!IsKnown(name)) entries[name] = value;
  }
  for (const char* phase : kPhases) {
    const bool was_reached = phase != kPhases[2] || !Failed(run);
    if (was_reached && result.contains(phase)) entries[phase] = result[phase];
  }
  if (!entries.empty()) SetOwnEntries(run.counters, entries);
}

}  // namespace

absl::StatusOr<Run> RunFromFeludaResult(const Json& result) {
  if (!result.is_object()) {
    return absl::InvalidArgumentError("is no dictionary");
  }
  absl::Status status;
  const Reader reader(result, "", status);
  const std::string name = reader.Text("operator").value_or("");
  if (status.ok() && name.empty()) {
    return absl::InvalidArgumentError("operator is missing");
  }
  Run run = NewRun(NameOf(reader, name));
  run.report_label = reader.Text("data_description").value_or("");
  ReadTimestamp(reader, run);
  ReadPhase(reader, Phase::kImport, "memory_change_mb", 1, status, run);
  ReadPhase(reader, Phase::kInitialization, "memory_change_mb", 1, status, run);
  ReadPhase(reader, Phase::kCleanup, "memory_released_mb", -1, status, run);
  ReadOutcome(reader, status, run);
  const Json& info = reader.Object("output_info");
  if (!info.empty()) SetOutputInfo(run.counters, info);
  ReadPython(reader, status, run);
  for (const auto& [what, why] : reader.Texts("absent")) {
    SetAbsent(run.counters, what, why);
  }
  if (!status.ok()) return status;
  ReadOwnEntries(result, run);
  return run;
}

absl::StatusOr<std::vector<Run>> RunsFromFeludaResults(const Json& results) {
  std::vector<Run> runs;
  std::map<std::string, int64_t> repetitions;
  for (const Json& result : results) {
    absl::StatusOr<Run> run = RunFromFeludaResult(result);
    if (!run.ok()) {
      const Json name =
          result.is_object() ? result.value("operator", Json()) : Json();
      return absl::InvalidArgumentError(absl::StrCat(
          "results[", runs.size(), "]",
          name.is_string() ? absl::StrCat(" (", name.get<std::string>(), ")")
                           : "",
          ": ", run.status().message()));
    }
    run->repetition_index = repetitions[run->run_name.str()]++;
    runs.push_back(*std::move(run));
  }
  for (Run& run : runs) run.repetitions = repetitions[run.run_name.str()];
  return runs;
}

}  // namespace feluda

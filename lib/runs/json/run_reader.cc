#include "lib/runs/json/run_reader.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/files/file_bytes.h"
#include "lib/runs/json/json_fields.h"
#include "lib/runs/json/lenient_json.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using Run = benchmark::BenchmarkReporter::Run;

absl::Status Annotated(absl::string_view place, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat(place, status.message()));
}

absl::Status ReadProvenance(const Json& json, Provenance& provenance) {
  JsonFields fields(json);
  provenance.benchmark = fields.Object("context");
  provenance.system_info = fields.Object("system_info");
  if (!fields.status().ok()) return fields.status();
  JsonFields benchmark_fields(provenance.benchmark);
  constexpr absl::string_view kVersion = "json_schema_version";
  const int64_t version = benchmark_fields.Integer(kVersion, 1);
  if (version != 1) {
    benchmark_fields.Fail(kVersion, absl::StrCat("is ", version, ", not 1"));
  }
  if (!benchmark_fields.Has(kVersion)) provenance.benchmark[kVersion] = 1;
  return benchmark_fields.status();
}

absl::Status ReadBenchmarks(Json& benchmarks, std::vector<Run>& runs) {
  runs.reserve(benchmarks.size());
  for (size_t i = 0; i < benchmarks.size(); ++i) {
    absl::StatusOr<Run> run = RunFromJson(benchmarks[i]);
    if (!run.ok()) {
      return Annotated(absl::StrCat("benchmarks[", i, "] "), run.status());
    }
    runs.push_back(*std::move(run));
    // The runs take the memory that their JSON had.
    benchmarks[i] = nullptr;
  }
  return absl::OkStatus();
}

// Whether the text ends within an element of `benchmarks`.
bool EndsInBenchmark(const LenientJson& json) {
  return json.open.size() > 1 && json.open[0] == "benchmarks";
}

absl::Status ReadDocument(LenientJson& json, RecordedRuns& recorded) {
  recorded.cut_short = json.cut_short;
  if (!json.value.is_object()) {
    return absl::InvalidArgumentError("is no JSON object");
  }
  absl::Status status = ReadProvenance(json.value, recorded.provenance);
  if (!status.ok()) return status;
  recorded.partial = JsonFields(json.value).TextUnlessCounter("partial");
  const auto benchmarks = json.value.find("benchmarks");
  if (benchmarks == json.value.end() && json.cut_short) return status;
  if (benchmarks == json.value.end()) {
    return absl::InvalidArgumentError(
        "benchmarks is missing: no results of Google Benchmark");
  }
  if (!benchmarks->is_array()) {
    return absl::InvalidArgumentError("benchmarks is not an array");
  }
  if (EndsInBenchmark(json)) benchmarks->erase(benchmarks->size() - 1);
  return ReadBenchmarks(*benchmarks, recorded.runs);
}

// Some million runs, whose JSON takes ten times as much memory when it is read.
constexpr int64_t kMaxBytes = int64_t{1} << 30;

absl::StatusOr<RecordedRuns> ReadText(const absl::StatusOr<std::string>& text,
                                      const std::string& path) {
  if (!text.ok()) return absl::InvalidArgumentError(text.status().message());
  if (!text->empty()) return ReadRuns(*text, path);
  return absl::InvalidArgumentError(absl::StrCat(path, ": is an empty file"));
}

}  // namespace

absl::StatusOr<RecordedRuns> ReadRuns(absl::string_view json_text,
                                      absl::string_view file_name) {
  const std::string place = absl::StrCat(file_name, ": ");
  absl::StatusOr<LenientJson> json = ParseLenientJson(
      json_text, {"context", "benchmarks", "system_info", "partial"});
  if (!json.ok()) return Annotated(place, json.status());
  RecordedRuns recorded;
  const absl::Status status = ReadDocument(*json, recorded);
  if (!status.ok()) return Annotated(place, status);
  return recorded;
}

absl::StatusOr<RecordedRuns> ReadRunsFile(const std::string& path) {
  return ReadText(ReadInput(path, kMaxBytes), path);
}

absl::StatusOr<RecordedRuns> ReadRunsRegularFile(const std::string& path) {
  return ReadText(ReadFileBytes(path, kMaxBytes), path);
}

}  // namespace feluda

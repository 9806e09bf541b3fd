#include "lib/runner/run_pipe.h"

#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <new>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/runs/run_json.h"
#include "lib/runs/run_from_json.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using Run = benchmark::BenchmarkReporter::Run;

std::string FamilyName(const Run& run) {
  benchmark::BenchmarkName name = run.run_name;
  name.args.clear();
  return name.str();
}

Json MemoryToJson(const benchmark::MemoryManager::Result& result) {
  return {result.num_allocs, result.max_bytes_used,
          result.total_allocated_bytes, result.net_heap_growth};
}

// Google Benchmark 1.7 exports nothing to construct a Result with, so its bytes
// are taken as they come and every field is set.
const benchmark::MemoryManager::Result* MemoryFromJson(const Json& json) {
  using Result = benchmark::MemoryManager::Result;
  Result* result = static_cast<Result*>(::operator new(sizeof(Result)));
  result->num_allocs = json.at(0);
  result->max_bytes_used = json.at(1);
  result->total_allocated_bytes = json.at(2);
  result->net_heap_growth = json.at(3);
  return result;
}

Json ToWire(const Run& run) {
  Json json;
  json["run"] = RunToJson(run);
  json["family_name"] = FamilyName(run);
  json["complexity"] = static_cast<int>(run.complexity);
  json["complexity_n"] = run.complexity_n;
  // The same function stands at the same address in parent and child.
  json["complexity_lambda"] =
      reinterpret_cast<uintptr_t>(run.complexity_lambda);
  json["allocs_per_iter"] = run.allocs_per_iter;
  if (run.memory_result != nullptr) {
    json["memory_result"] = MemoryToJson(*run.memory_result);
  }
  return json;
}

absl::StatusOr<PipedRun> FromWire(const Json& json) {
  absl::StatusOr<Run> run = RunFromJson(json.at("run"));
  if (!run.ok()) return run.status();
  PipedRun piped;
  piped.run = *std::move(run);
  piped.family_name = json.at("family_name");
  piped.run.complexity =
      static_cast<benchmark::BigO>(json.at("complexity").get<int>());
  piped.run.complexity_n = json.at("complexity_n");
  piped.run.complexity_lambda =
      reinterpret_cast<decltype(piped.run.complexity_lambda)>(
          json.at("complexity_lambda").get<uintptr_t>());
  piped.run.allocs_per_iter = json.at("allocs_per_iter");
  if (json.contains("memory_result")) {
    piped.run.memory_result = MemoryFromJson(json["memory_result"]);
  }
  return piped;
}

absl::Status ReadLine(absl::string_view line, PipedRuns& piped) {
  const Json json = Json::parse(line.begin(), line.end());
  if (json.contains("end")) {
    piped.ended = true;
    piped.error = json["end"];
    return absl::OkStatus();
  }
  std::vector<PipedRun> batch;
  for (const Json& wire : json.at("runs")) {
    absl::StatusOr<PipedRun> run = FromWire(wire);
    if (!run.ok()) return run.status();
    if (run->run.report_big_o || run->run.report_rms) continue;
    batch.push_back(*std::move(run));
  }
  if (!batch.empty()) piped.batches.push_back(std::move(batch));
  return absl::OkStatus();
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', /*ensure_ascii=*/true,
                   Json::error_handler_t::replace);
}

}  // namespace

RunPipeWriter::RunPipeWriter(int descriptor,
                             std::function<void(std::vector<Run>&)> complete)
    : descriptor_(descriptor), complete_(std::move(complete)) {}

bool RunPipeWriter::ReportContext(const Context&) { return true; }

void RunPipeWriter::ReportRuns(const std::vector<Run>& runs) {
  std::vector<Run> completed = runs;
  complete_(completed);
  Json json;
  json["runs"] = Json::array();
  for (const Run& run : completed) json["runs"].push_back(ToWire(run));
  WriteLine(Dump(json));
}

void RunPipeWriter::WriteEnd(absl::string_view error) {
  Json json;
  json["end"] = std::string(error);
  WriteLine(Dump(json));
}

void RunPipeWriter::WriteLine(const std::string& line) {
  const std::string text = absl::StrCat(line, "\n");
  size_t written = 0;
  while (written < text.size()) {
    const ssize_t length =
        write(descriptor_, text.data() + written, text.size() - written);
    if (length < 0 && errno != EINTR) return;  // The parent sees it is missing.
    if (length > 0) written += static_cast<size_t>(length);
  }
}

absl::StatusOr<PipedRuns> ReadRunPipe(absl::string_view text) {
  PipedRuns piped;
  for (const absl::string_view line :
       absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    try {
      const absl::Status status = ReadLine(line, piped);
      if (!status.ok()) return status;
    } catch (const Json::exception& exception) {
      return absl::DataLossError(exception.what());
    }
  }
  return piped;
}

}  // namespace feluda

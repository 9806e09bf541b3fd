#include "lib/runner/processes/run_pipe.h"

#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/runs/json/run_from_json.h"
#include "lib/runs/json/run_to_json.h"
#include "lib/runs/run_memory.h"
#include "lib/runs/run_outcome.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using Run = benchmark::BenchmarkReporter::Run;

std::vector<std::string> PartsOf(const benchmark::BenchmarkName& name) {
  return {name.function_name,   name.args,       name.min_time,
          name.min_warmup_time, name.iterations, name.repetitions,
          name.time_type,       name.threads};
}

benchmark::BenchmarkName NameFrom(const Json& parts) {
  return {parts.at(0), parts.at(1), parts.at(2), parts.at(3),
          parts.at(4), parts.at(5), parts.at(6), parts.at(7)};
}

// JSON has no word for what is not finite.
Json NumberToWire(double value) {
  return std::isfinite(value) ? Json(value) : Json(absl::StrCat(value));
}

double NumberFromWire(const Json& json) {
  double value = std::numeric_limits<double>::quiet_NaN();
  if (!json.is_string()) return json;
  static_cast<void>(
      absl::SimpleAtod(json.get_ref<const std::string&>(), &value));
  return value;
}

Json CountersToWire(const benchmark::UserCounters& counters) {
  Json json = Json::array();
  for (const auto& [name, counter] : counters) {
    json.push_back({name, NumberToWire(counter.value),
                    static_cast<uint32_t>(counter.flags),
                    static_cast<int>(counter.oneK)});
  }
  return json;
}

benchmark::UserCounters CountersFromWire(const Json& json) {
  using benchmark::Counter;
  benchmark::UserCounters counters;
  for (const Json& counter : json) {
    counters[counter.at(0)] =
        Counter(NumberFromWire(counter.at(1)),
                static_cast<Counter::Flags>(counter.at(2).get<uint32_t>()),
                counter.at(3) == Counter::kIs1024 ? Counter::kIs1024
                                                  : Counter::kIs1000);
  }
  return counters;
}

Json MemoryToWire(const benchmark::MemoryManager::Result& result,
                  int64_t iterations) {
  return {result.num_allocs, result.max_bytes_used,
          result.total_allocated_bytes, result.net_heap_growth, iterations};
}

// Google Benchmark 1.7 exports nothing to construct a Result with, so its bytes
// are taken as they come and every field is set.
void MemoryFromWire(const Json& json, Run& run) {
  using Result = benchmark::MemoryManager::Result;
  static auto* const kept = new std::vector<const Result*>;
  Result* result = static_cast<Result*>(::operator new(sizeof(Result)));
  kept->push_back(result);
  result->num_allocs = json.at(0);
  result->max_bytes_used = json.at(1);
  result->total_allocated_bytes = json.at(2);
  result->net_heap_growth = json.at(3);
  SetMemory(*result, json.at(4), run);
}

Json ToWire(const Run& run) {
  // Counters go apart: Google Benchmark's JSON drops what says how to show
  // them, and a counter may be named as a field is.
  Run bare = run;
  bare.counters.clear();
  Json json;
  json["run"] = RunToJson(bare);
  json["name_parts"] = PartsOf(run.run_name);
  json["times"] = {NumberToWire(run.real_accumulated_time),
                   NumberToWire(run.cpu_accumulated_time)};
  json["counters"] = CountersToWire(run.counters);
  json["complexity"] = static_cast<int>(run.complexity);
  json["complexity_n"] = run.complexity_n;
  // The same function stands at the same address in parent and child.
  json["complexity_lambda"] =
      reinterpret_cast<uintptr_t>(run.complexity_lambda);
  // So do the statistics of a registered benchmark. Google Benchmark 1.7 leaves
  // the pointer as it comes in a run that failed and in an aggregate.
  if (!Failed(run) && run.run_type == Run::RT_Iteration) {
    json["statistics"] = reinterpret_cast<uintptr_t>(run.statistics);
  }
  json["allocs_per_iter"] = NumberToWire(run.allocs_per_iter);
  if (const auto* memory = MemoryOf(run)) {
    json["memory_result"] = MemoryToWire(*memory, MemoryIterations(run));
  }
  return json;
}

absl::StatusOr<Run> FromWire(const Json& json) {
  absl::StatusOr<Run> run = RunFromJson(json.at("run"));
  if (!run.ok()) return run.status();
  run->run_name = NameFrom(json.at("name_parts"));
  run->real_accumulated_time = NumberFromWire(json.at("times").at(0));
  run->cpu_accumulated_time = NumberFromWire(json.at("times").at(1));
  run->counters = CountersFromWire(json.at("counters"));
  const int complexity = json.at("complexity");
  if (complexity < benchmark::oNone || complexity > benchmark::oLambda) {
    return absl::DataLossError("no such complexity");
  }
  run->complexity = static_cast<benchmark::BigO>(complexity);
  run->complexity_n = json.at("complexity_n");
  run->complexity_lambda = reinterpret_cast<decltype(run->complexity_lambda)>(
      json.at("complexity_lambda").get<uintptr_t>());
  run->statistics = reinterpret_cast<decltype(run->statistics)>(
      json.value("statistics", uintptr_t{0}));
  run->allocs_per_iter = NumberFromWire(json.at("allocs_per_iter"));
  if (json.contains("memory_result")) {
    MemoryFromWire(json["memory_result"], *run);
  }
  return run;
}

absl::Status ReadLine(absl::string_view line, PipedRuns& piped) {
  const Json json = Json::parse(line.begin(), line.end());
  if (json.contains("end")) {
    piped.ended = true;
    piped.error = json["end"];
    return absl::OkStatus();
  }
  std::vector<Run> batch;
  for (const Json& wire : json.at("runs")) {
    absl::StatusOr<Run> run = FromWire(wire);
    if (!run.ok()) return run.status();
    if (run->report_big_o || run->report_rms) continue;
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
    : descriptor_(descriptor),
      owner_(getpid()),
      complete_(std::move(complete)) {}

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
  if (getpid() != owner_) return;
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

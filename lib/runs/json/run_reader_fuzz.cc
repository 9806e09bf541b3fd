// Fuzzes ReadRuns(): what it reads, it reads again after it was written.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "lib/runs/json/run_reader.h"
#include "lib/runs/json/run_to_json.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using Run = benchmark::BenchmarkReporter::Run;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

void CheckRoundTrip(const Run& run) {
  const Json written = RunToJson(run);
  const absl::StatusOr<Run> again = RunFromJson(written);
  Require(again.ok(), "a run that was written is read");
  Require(again->benchmark_name() == run.benchmark_name(), "its name is kept");
  Require(RunToJson(*again).dump() == written.dump(), "it is written the same");
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<feluda::RecordedRuns> recorded =
      feluda::ReadRuns(text, "a file");
  if (!recorded.ok()) {
    feluda::Require(absl::StartsWith(recorded.status().message(), "a file: "),
                    "an error names the file");
    return 0;
  }
  recorded->provenance.benchmark.dump();
  recorded->provenance.system_info.dump();
  for (const feluda::Run& run : recorded->runs) feluda::CheckRoundTrip(run);
  return 0;
}

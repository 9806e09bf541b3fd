#include "lib/provenance/provenance.h"

#include <sstream>
#include <string>

#include "absl/strings/strip.h"
#include "benchmark/benchmark.h"
#include "lib/provenance/system_info.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

// Google Benchmark hands out its custom context and its version only through
// its own JSON reporter, so they are read from that reporter's output.
Json StockContext() {
  std::ostringstream out;
  benchmark::JSONReporter reporter;
  reporter.SetOutputStream(&out);
  reporter.SetErrorStream(&out);
  reporter.ReportContext(benchmark::BenchmarkReporter::Context());
  reporter.Finalize();
  const Json json = ParseJson(out.str());
  if (!json.is_object() || !json.contains("context")) return Json::object();
  return json["context"];
}

Json BenchmarkContext(absl::string_view executable, absl::Time started) {
  Json context = StockContext();
  context["date"] =
      absl::FormatTime("%Y-%m-%dT%H:%M:%S%Ez", started, absl::LocalTimeZone());
  context["executable"] = std::string(executable);
  context["json_schema_version"] = 1;
  return context;
}

}  // namespace

Provenance CaptureProvenance(absl::string_view executable, absl::Time started) {
  Provenance provenance;
  provenance.benchmark = BenchmarkContext(executable, started);
  provenance.system_info = ReadSystemInfo("", started);
  const auto version = provenance.benchmark.find("library_version");
  if (version != provenance.benchmark.end() && version->is_string()) {
    provenance.system_info["google_benchmark_version"] =
        std::string(absl::StripPrefix(version->get<std::string>(), "v"));
  }
  return provenance;
}

}  // namespace feluda

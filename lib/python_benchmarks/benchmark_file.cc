#include "lib/python_benchmarks/benchmark_file.h"

#include <pybind11/embed.h>

#include "lib/python/python_error.h"
#include "lib/python/python_module.h"
#include "lib/python_benchmarks/benchmark_package.h"
#include "lib/python_benchmarks/modules/benchmark_file_py.h"
#include "lib/python_benchmarks/modules/leftovers_py.h"
#include "lib/python_benchmarks/modules/recorded_call_py.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

namespace py = pybind11;

using Json = nlohmann::ordered_json;

std::vector<ListedCall> CallsFrom(const Json& json) {
  std::vector<ListedCall> calls;
  for (const Json& call : json) {
    calls.push_back({call.at("operator"), call.at("description"),
                     call.at("output_info"), call.at("own_entries"),
                     call.at("outline")});
  }
  return calls;
}

}  // namespace

std::string ToText(const FileListing& listing) {
  Json json;
  json["error"] = listing.error;
  json["calls"] = Json::array();
  for (const ListedCall& call : listing.calls) {
    json["calls"].push_back({{"operator", call.operator_name},
                             {"description", call.description},
                             {"output_info", call.output_info},
                             {"own_entries", call.own_entries},
                             {"outline", call.outline}});
  }
  return json.dump(-1, ' ', /*ensure_ascii=*/true,
                   Json::error_handler_t::replace);
}

absl::StatusOr<FileListing> FromText(absl::string_view text) {
  try {
    const Json json = Json::parse(text.begin(), text.end());
    FileListing listing;
    listing.error = json.at("error");
    listing.calls = CallsFrom(json.at("calls"));
    return listing;
  } catch (const Json::exception& exception) {
    return absl::DataLossError(exception.what());
  }
}

absl::Status StartForBenchmarkFiles(const PythonOptions& options) {
  absl::Status status = StartPython(options);
  if (status.ok()) status = InstallBenchmarkPackage();
  for (const auto& [name, source] :
       {std::make_pair("_feluda_recorded_call", python_source::kRecordedCall),
        std::make_pair("_feluda_benchmark_file", python_source::kBenchmarkFile),
        std::make_pair("_feluda_leftovers", python_source::kLeftovers)}) {
    if (status.ok()) status = AddPythonModule(name, source);
  }
  return status;
}

FileListing ListCalls(const std::string& path) {
  FileListing listing;
  py::object recorder;
  absl::Status status = CatchPythonError([&] {
    recorder = py::module_::import("_feluda_benchmark_file").attr("Recorder")();
    recorder.attr("run")(path);
  });
  listing.error = std::string(status.message());
  if (!recorder) return listing;
  // What was listed before the file failed can be measured.
  status = CatchPythonError([&] {
    listing.calls = CallsFrom(
        Json::parse(py::cast<std::string>(recorder.attr("to_json")())));
  });
  if (!status.ok()) listing.error = std::string(status.message());
  return listing;
}

}  // namespace feluda

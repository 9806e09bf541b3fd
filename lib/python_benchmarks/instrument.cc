// The module _feluda_instrument: what benchmark.profiler measures with, where
// it is called.
//
//   system_info() -> dict
//   profile(function, args, kwargs) -> (result, profile_data)
//   benchmark(operator_class, name, runtime_kwargs, operator_kwargs) -> dict
//
// The heap is not metered here, since each call is made once and metering the
// heap takes time of it.

#include <pybind11/embed.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "lib/measure/resource_usage.h"
#include "lib/operators/python/python_operator.h"
#include "lib/provenance/system_info.h"
#include "lib/python/interpreter.h"
#include "lib/python/python_keywords.h"
#include "lib/python_benchmarks/result_dict.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

namespace py = pybind11;

py::object ToPython(const PythonObject& object) {
  return py::reinterpret_borrow<py::object>(object.get());
}

ResourceMeterOptions WithoutHeap() {
  ResourceMeterOptions options;
  options.heap = false;
  return options;
}

// Runs a phase and returns its status.
template <typename Function>
absl::Status Measure(std::optional<ResourceUsage>& usage,
                     const Function& phase) {
  ResourceMeter meter(WithoutHeap());
  absl::Status status = phase();
  usage = meter.Stop();
  return status;
}

py::dict SystemInfo() {
  const nlohmann::ordered_json info = ReadSystemInfo("", absl::Now());
  nlohmann::ordered_json wanted;
  for (const char* key :
       {"platform", "processor", "cpu_count", "cpu_freq", "total_memory_gb"}) {
    wanted[key] = info[key];
  }
  wanted["python_version"] = PythonVersion();
  wanted["timestamp"] = info["timestamp"];
  return py::module_::import("json").attr("loads")(wanted.dump());
}

py::tuple Profile(const py::object& function, const py::tuple& args,
                  const py::dict& kwargs) {
  ResourceMeter meter(WithoutHeap());
  const auto result = py::reinterpret_steal<py::object>(
      PyObject_Call(function.ptr(), args.ptr(), kwargs.ptr()));
  const ResourceUsage usage = meter.Stop();
  if (!result) throw py::error_already_set();
  return py::make_tuple(result, ToPython(ProfileDict(usage)));
}

absl::Status RunPhases(const PythonOperator::Config& config,
                       const PythonKeywords& input, PhaseUsages& usages) {
  std::unique_ptr<PythonOperator> op;
  absl::Status status = Measure(usages.initialization, [&] {
    auto made = PythonOperator::Create(config);
    if (!made.ok()) return made.status();
    op = *std::move(made);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  status = Measure(usages.execution, [&] { return op->Run(input).status(); });
  const absl::Status cleaned_up = Measure(usages.cleanup, [&] {
    op->Cleanup();
    return op->cleanup_status();
  });
  return status.ok() ? cleaned_up : status;
}

py::object Benchmark(const py::object& operator_class, const std::string& name,
                     const py::dict& runtime_kwargs,
                     const py::dict& operator_kwargs) {
  const absl::Time began = absl::Now();
  const auto arguments = PythonKeywords::FromDict(operator_kwargs.ptr());
  const auto input = PythonKeywords::FromDict(runtime_kwargs.ptr());
  absl::Status status = arguments.status();
  if (status.ok()) status = input.status();
  PhaseUsages usages;
  if (status.ok()) {
    PythonOperator::Config config;
    config.operator_class = PythonObject::ToBorrowed(operator_class.ptr());
    config.arguments = *arguments;
    status = RunPhases(config, *input, usages);
  }
  return ToPython(
      ResultDict(name, began, usages, std::string(status.message())));
}

}  // namespace
}  // namespace feluda

PYBIND11_EMBEDDED_MODULE(_feluda_instrument, module) {
  module.def("system_info", &feluda::SystemInfo);
  module.def("profile", &feluda::Profile);
  module.def("benchmark", &feluda::Benchmark);
}

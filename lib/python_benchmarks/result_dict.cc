#include "lib/python_benchmarks/result_dict.h"

#include <pybind11/pybind11.h>

#include "absl/time/clock.h"
#include "lib/provenance/system_info.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

namespace py = pybind11;

using Run = benchmark::BenchmarkReporter::Run;

constexpr double kMebibyte = 1 << 20;

// What all forms of a phase's dict are made of. Bytes are resident.
struct Cost {
  double seconds = 0;
  std::optional<double> cpu_seconds;
  std::optional<double> before;
  std::optional<double> after;
  std::optional<double> peak;
};

Cost CostOf(const std::optional<ResourceUsage>& usage) {
  Cost cost;
  if (!usage.has_value()) return cost;
  cost.seconds = absl::ToDoubleSeconds(usage->wall);
  cost.cpu_seconds = absl::ToDoubleSeconds(usage->cpu.total());
  if (!usage->resident.ok()) return cost;
  cost.before = static_cast<double>(usage->resident->before_bytes);
  cost.after = static_cast<double>(usage->resident->after_bytes);
  cost.peak = static_cast<double>(usage->resident->peak_bytes);
  return cost;
}

Cost CostOf(const Counters& counters, Phase phase) {
  Cost cost;
  cost.seconds = Get(counters, phase, figure::kWallSeconds).value_or(0);
  if (phase == Phase::kExecution) {
    cost.cpu_seconds = ExecutionCpuSeconds(counters);
  }
  cost.before = Get(counters, phase, figure::kResidentBefore);
  cost.after = Get(counters, phase, figure::kResidentAfter);
  cost.peak = Get(counters, phase, figure::kResidentPeak);
  return cost;
}

py::object Seconds(std::optional<double> seconds) {
  if (!seconds.has_value()) return py::none();
  return py::float_(*seconds);
}

py::object Mebibytes(std::optional<double> bytes) {
  if (!bytes.has_value()) return py::none();
  return py::float_(*bytes / kMebibyte);
}

py::object Change(const Cost& cost, double sign) {
  if (!cost.before.has_value() || !cost.after.has_value()) return py::none();
  return py::float_(sign * (*cost.after - *cost.before) / kMebibyte);
}

py::dict ExecutionDict(const Cost& cost) {
  py::dict dict;
  dict["execution_time_seconds"] = cost.seconds;
  dict["cpu_time_seconds"] = Seconds(cost.cpu_seconds);
  dict["memory_before_mb"] = Mebibytes(cost.before);
  dict["memory_after_mb"] = Mebibytes(cost.after);
  dict["memory_change_mb"] = Change(cost, 1);
  dict["peak_memory_mb"] = Mebibytes(cost.peak);
  return dict;
}

PythonObject MakeDict(const std::string& operator_name, absl::Time began,
                      const Cost& initialization, const Cost& execution,
                      const Cost& cleanup, const std::string& error) {
  py::dict dict;
  dict["operator"] = operator_name;
  dict["timestamp"] = FormatTimestamp(began);
  py::dict start;
  start["time_seconds"] = initialization.seconds;
  start["memory_change_mb"] = Change(initialization, 1);
  dict["initialization"] = start;
  if (error.empty()) dict["execution"] = ExecutionDict(execution);
  py::dict end;
  end["time_seconds"] = cleanup.seconds;
  end["memory_released_mb"] = Change(cleanup, -1);
  dict["cleanup"] = end;
  dict["status"] = error.empty() ? "success" : "failed";
  if (!error.empty()) dict["error"] = error;
  return PythonObject(dict.release().ptr());
}

}  // namespace

PythonObject ProfileDict(const ResourceUsage& usage) {
  return PythonObject(ExecutionDict(CostOf(usage)).release().ptr());
}

PythonObject ResultDict(const std::string& operator_name, absl::Time began,
                        const PhaseUsages& usages, const std::string& error) {
  return MakeDict(operator_name, began, CostOf(usages.initialization),
                  CostOf(usages.execution), CostOf(usages.cleanup), error);
}

PythonObject ResultDict(const std::string& operator_name, const Run& run) {
  const std::optional<double> began = Get(run.counters, kTimestamp);
  return MakeDict(operator_name,
                  began.has_value() ? absl::UnixEpoch() + absl::Seconds(*began)
                                    : absl::Now(),
                  CostOf(run.counters, Phase::kInitialization),
                  CostOf(run.counters, Phase::kExecution),
                  CostOf(run.counters, Phase::kCleanup),
                  Failed(run) ? FailureMessage(run) : "");
}

}  // namespace feluda

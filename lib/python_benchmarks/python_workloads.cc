#include "lib/python_benchmarks/python_workloads.h"

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/calibration/amount.h"
#include "lib/calibration/readings.h"
#include "lib/measure/profile.h"
#include "lib/operators/python/python_operator.h"
#include "lib/python/python_error.h"
#include "lib/python/python_keywords.h"
#include "lib/python/python_module.h"
#include "lib/python_benchmarks/modules/workloads_py.h"

namespace feluda {
namespace {

namespace py = pybind11;
// NOLINTNEXTLINE(misc-unused-using-decls): it takes no literal for a use
using py::literals::operator""_a;

constexpr char kModule[] = "_feluda_workloads";
constexpr int kCalls = 1000;

// A class of workloads.py, and what its run() is given.
struct PythonWorkload {
  std::string class_name;
  py::dict keywords;
  // What it is run on once before it is measured: what Python makes once in a
  // process is no cost of the workload.
  py::dict warm_up;
};

absl::StatusOr<std::unique_ptr<PythonOperator>> MakeWorkload(
    const std::string& class_name) {
  PythonOperator::Config config;
  const absl::Status found = CatchPythonError([&] {
    const py::object cls =
        py::module_::import(kModule).attr(class_name.c_str());
    config.operator_class = PythonObject::ToBorrowed(cls.ptr());
  });
  if (!found.ok()) return found;
  return PythonOperator::Create(config);
}

// What running the workload costs, and what it returns.
struct MeasuredWorkload {
  absl::Status status;
  Measured measured;
  double returned = 0;
};

MeasuredWorkload Measure(const std::string& description,
                         const PythonWorkload& workload, int calls = 1) {
  MeasuredWorkload result;
  result.measured.workload = description;
  auto op = MakeWorkload(workload.class_name);
  result.status = op.status();
  if (!op.ok()) return result;
  const auto keywords = PythonKeywords::FromDict(workload.keywords.ptr());
  const auto warm_up = PythonKeywords::FromDict(workload.warm_up.ptr());
  for (const auto* given : {&keywords, &warm_up}) {
    if (!given->ok()) result.status = given->status();
  }
  if (!result.status.ok()) return result;
  result.status = (*op)->Run(*warm_up).status();
  PythonObject output;
  result.measured.usage = Profile([&] {
    for (int i = 0; i < calls && result.status.ok(); ++i) {
      absl::StatusOr<PythonObject> ran = (*op)->Run(*keywords);
      result.status = ran.status();
      if (ran.ok()) output = *std::move(ran);
    }
  });
  if (output && PyFloat_Check(output.get())) {
    result.returned = PyFloat_AsDouble(output.get());
  }
  return result;
}

Rows WithStatus(Rows rows, const absl::Status& status) {
  return status.ok() ? rows : NotTried(std::move(rows), status);
}

// How much longer all calls take from the instrument than from Python.
absl::StatusOr<double> SecondsAbovePython(const MeasuredWorkload& empty) {
  double from_python = 0;
  const absl::Status status = CatchPythonError([&] {
    const py::module_ workloads = py::module_::import(kModule);
    from_python = py::cast<double>(
        workloads.attr("seconds_of_calls")(workloads.attr("Empty")(), kCalls));
  });
  if (!status.ok()) return status;
  return absl::ToDoubleSeconds(empty.measured.usage.wall) - from_python;
}

Rows EmptyRuns(const PythonWorkloadSizes&) {
  const MeasuredWorkload empty =
      Measure(absl::StrCat("Python: an empty run, ", kCalls, " times"),
              {"Empty", py::dict(), py::dict()}, kCalls);
  Row above = {empty.measured.workload,
               "wall time above that of calls from Python",
               Unit::kSeconds,
               0,
               SecondsAbovePython(empty),
               {kCalls * 20e-6, kCalls * 20e-6,
                "a call from C++ in place of one from Python, 20 microseconds "
                "each"}};
  return WithStatus(
      {Allocations(empty.measured, 0), AllocatedBytes(empty.measured, 0),
       NetBytes(empty.measured, 0), std::move(above)},
      empty.status);
}

Rows Spike(const PythonWorkloadSizes& sizes) {
  const MeasuredWorkload spike = Measure(
      absl::StrCat(
          "Python: a bytearray of ",
          FormatExactly(static_cast<double>(sizes.spike_bytes), Unit::kBytes),
          " for 5 ms"),
      {"Spike",
       py::dict("size"_a = sizes.spike_bytes, "pause"_a = sizes.pause_seconds),
       py::dict("size"_a = 100000, "pause"_a = 0.0)});
  // Python puts a zero byte behind the bytes.
  return WithStatus({HeapPeak(spike.measured, sizes.spike_bytes + 1),
                     NetBytes(spike.measured, 0),
                     ResidentPeak(spike.measured, sizes.spike_bytes + 1)},
                    spike.status);
}

Rows Burn(const PythonWorkloadSizes& sizes) {
  const MeasuredWorkload burn =
      Measure(absl::StrCat("Python: subprocess.run() of a program that burns ",
                           sizes.burnt_seconds, " s"),
              {"Burn", py::dict("seconds"_a = sizes.burnt_seconds),
               py::dict("seconds"_a = 0.0)});
  return WithStatus({CpuSeconds(burn.measured, burn.returned)}, burn.status);
}

Rows Array(const PythonWorkloadSizes& sizes) {
  const MeasuredWorkload array =
      Measure(absl::StrCat("Python: numpy.ones(", sizes.array_elements, ")"),
              {"Array", py::dict("size"_a = sizes.array_elements),
               py::dict("size"_a = 100000)});
  return WithStatus({HeapPeak(array.measured, 8 * sizes.array_elements),
                     NetBytes(array.measured, 0)},
                    array.status);
}

}  // namespace

Rows PythonWorkloads(const PythonOptions& options,
                     const PythonWorkloadSizes& sizes) {
  absl::Status status = StartPython(options);
  if (status.ok()) status = AddPythonModule(kModule, python_source::kWorkloads);
  if (!status.ok()) {
    return {{"Python", "start", Unit::kCount, 1, status, {0, 0, "it starts"}}};
  }
  Rows rows;
  for (const auto workload : {EmptyRuns, Spike, Burn, Array}) {
    const Rows some = workload(sizes);
    rows.insert(rows.end(), some.begin(), some.end());
  }
  return rows;
}

}  // namespace feluda

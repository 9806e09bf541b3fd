// Has one call of a benchmark file measured: the part of benchmark_file.h that
// runs in the benchmark's process.

#include <pybind11/embed.h>
#include <pybind11/stl.h>

#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/fixture/usage_counters.h"
#include "lib/measure/resident_memory.h"
#include "lib/measure/resource_usage.h"
#include "lib/operators/python/python_operator.h"
#include "lib/python/python_error.h"
#include "lib/python/python_keywords.h"
#include "lib/python_benchmarks/benchmark_file.h"
#include "lib/python_benchmarks/result_dict.h"
#include "lib/python_benchmarks/small_objects.h"
#include "lib/runs/new_run.h"
#include "lib/runs/python_run.h"
#include "lib/runs/run_outcome.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

namespace py = pybind11;

using Run = benchmark::BenchmarkReporter::Run;

// A file may describe its results only when it has made all calls, behind the
// one that is measured: then it did so when it was listed.
std::string ValueOr(const std::string& measured, const std::string& listed) {
  return measured.empty() ? listed : measured;
}

// Keeps what Google Benchmark reports until the file has described it.
class RunKeeper : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    batches.push_back(runs);
  }

  std::vector<std::vector<Run>> batches;
};

// The measured call: its runs, and what the file tells of it.
class Measurement {
 public:
  explicit Measurement(const FileCall& call) : call_(call) {}

  // Runs the file; an error says why there is nothing to report.
  absl::Status RunFile(const PythonOptions& options);

  // The runs, described. REQUIRES: RunFile() was OK.
  const std::vector<std::vector<Run>>& batches() const {
    return keeper_.batches;
  }

 private:
  // Starts Python and imports the file, which is a cost of its own.
  absl::Status Import(const PythonOptions& options, py::object& function);
  // Takes the call from the file and returns the dict for it.
  py::object Measure(const py::object& call);
  absl::Status MeasureWithGoogleBenchmark(const py::object& call);
  // Python's allocator, and whether the heap figures have all of it.
  std::string Allocator() const;
  // Adds what the file and Python tell to the runs.
  void Describe(const py::object& call);
  void DescribeRun(const py::object& call, const PythonRunDetails& details,
                   Run& run) const;

  const FileCall& call_;
  RunKeeper keeper_;
  std::string leftovers_;
  bool counts_small_objects_ = false;
  std::optional<double> before_call_bytes_;
  ResourceUsage import_;
};

absl::Status Measurement::Import(const PythonOptions& options,
                                 py::object& function) {
  ResourceMeterOptions without_heap;
  without_heap.heap = false;
  ResourceMeter meter(without_heap);
  absl::Status status = StartForBenchmarkFiles(options);
  if (status.ok()) {
    status = CatchPythonError([&] {
      function = py::module_::import("_feluda_benchmark_file")
                     .attr("load")(call_.path);
    });
  }
  import_ = meter.Stop();
  return status;
}

absl::Status Measurement::RunFile(const PythonOptions& options) {
  py::object function;
  absl::Status imported = Import(options, function);
  if (!imported.ok()) return imported;
  std::string difference;
  absl::Status ran = CatchPythonError([&] {
    const py::object measurer =
        py::module_::import("_feluda_benchmark_file")
            .attr("Measurer")(call_.index, call_.listed.outline,
                              py::cpp_function([this](const py::object& call) {
                                return Measure(call);
                              }));
    measurer.attr("run")(function);
    difference = py::cast<std::string>(measurer.attr("difference"));
    if (difference.empty()) Describe(measurer.attr("call"));
  });
  if (!ran.ok()) return ran;
  if (difference.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      difference, "; what the file draws at random must be seeded"));
}

absl::Status Measurement::MeasureWithGoogleBenchmark(const py::object& call) {
  OperatorBenchmark<PythonOperator> benchmark;
  benchmark.name = call_.benchmark_name;
  benchmark.config.operator_class =
      PythonObject::ToBorrowed(py::object(call.attr("operator_class")).ptr());
  auto arguments =
      PythonKeywords::FromDict(py::object(call.attr("operator_kwargs")).ptr());
  if (!arguments.ok()) return arguments.status();
  benchmark.config.arguments = *std::move(arguments);
  BenchmarkInput<PythonKeywords> input;
  auto keywords =
      PythonKeywords::FromDict(py::object(call.attr("runtime_kwargs")).ptr());
  if (!keywords.ok()) return keywords.status();
  input.value = *std::move(keywords);
  benchmark.make_input = [input] { return input; };
  counts_small_objects_ = CountSmallObjectsInMemoryPasses().ok();
  benchmark::ClearRegisteredBenchmarks();
  Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
  benchmark::RunSpecifiedBenchmarks(&keeper_);
  return absl::OkStatus();
}

py::object Measurement::Measure(const py::object& call) {
  // Garbage of the file's, not of the operator's.
  py::module_::import("gc").attr("collect")();
  const py::object leftovers =
      py::module_::import("_feluda_leftovers").attr("Leftovers")();
  const StatusOr<ResidentUsage> resident = ResidentWindow().Stop();
  if (resident.ok()) before_call_bytes_ = resident->before_bytes;
  absl::Status status = MeasureWithGoogleBenchmark(call);
  if (status.ok() && keeper_.batches.empty()) {
    status = absl::InternalError("Google Benchmark does not find it by name");
  }
  if (!status.ok()) {
    keeper_.batches = {
        {FailedRun(call_.benchmark_name, std::string(status.message()))}};
  }
  leftovers_ = py::cast<std::string>(leftovers.attr("describe")());
  const std::string name = py::cast<std::string>(call.attr("operator"));
  const PythonObject dict = ResultDict(name, keeper_.batches.front().front());
  return py::reinterpret_borrow<py::object>(dict.get());
}

void Measurement::DescribeRun(const py::object& call,
                              const PythonRunDetails& details, Run& run) const {
  SetPythonRunDetails(run.counters, details);
  if (run.run_type == Run::RT_Aggregate) return;
  SetTimeAndMemory(run.counters, Phase::kImport, import_, /*iterations=*/1);
  const std::string info =
      ValueOr(py::cast<std::string>(call.attr("output_info")()),
              call_.listed.output_info);
  if (!info.empty()) {
    SetOutputInfo(run.counters, nlohmann::ordered_json::parse(info));
  }
  const std::string own =
      ValueOr(py::cast<std::string>(call.attr("own_entries")()),
              call_.listed.own_entries);
  if (!own.empty()) {
    SetOwnEntries(run.counters, nlohmann::ordered_json::parse(own));
  }
  run.report_label = ValueOr(py::cast<std::string>(call.attr("description")()),
                             call_.listed.description);
  if (leftovers_.empty() || Failed(run)) return;
  MarkFailed(run, absl::StrCat("left running after cleanup, so that its cost "
                               "is not known: ",
                               leftovers_));
}

std::string Measurement::Allocator() const {
  std::string name = PythonAllocator();
  // With "malloc_debug" too, each object is a block of malloc's.
  if (absl::StartsWith(name, "malloc")) return name;
  return absl::StrCat(name, counts_small_objects_
                                ? ", whose small objects the heap has"
                                : ", whose small objects no heap figure has");
}

void Measurement::Describe(const py::object& call) {
  PythonRunDetails details;
  details.version = PythonVersion();
  details.allocator = Allocator();
  details.before_call_bytes = before_call_bytes_;
  details.packages = py::cast<std::map<std::string, std::string>>(
      py::module_::import("_feluda_benchmark_file").attr("packages")());
  details.operator_class = py::cast<std::string>(call.attr("class_name")());
  details.parameters =
      py::cast<std::map<std::string, std::string>>(call.attr("parameters")());
  for (std::vector<Run>& batch : keeper_.batches) {
    for (Run& run : batch) DescribeRun(call, details, run);
  }
}

}  // namespace

void MeasureCall(const FileCall& call, const PythonOptions& options,
                 benchmark::BenchmarkReporter& reporter) {
  Measurement measurement(call);
  const absl::Status status = measurement.RunFile(options);
  if (!status.ok()) {
    reporter.ReportRuns(
        {FailedRun(call.benchmark_name, std::string(status.message()))});
    return;
  }
  for (const std::vector<Run>& batch : measurement.batches()) {
    reporter.ReportRuns(batch);
  }
}

}  // namespace feluda

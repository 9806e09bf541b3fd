// benchmark.report: the class BenchmarkReport, written by reporters.

#include <pybind11/embed.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "lib/provenance/provenance.h"
#include "lib/provenance/system_info.h"
#include "lib/python/interpreter.h"
#include "lib/python/python_json.h"
#include "lib/python_modules/documented.h"
#include "lib/python_modules/module_errors.h"
#include "lib/python_modules/module_paths.h"
#include "lib/runs/python_run.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/json/json_writer.h"
#include "reporters/output/save.h"
#include "reporters/report/feluda_result.h"
#include "reporters/report/python_info.h"
#include "reporters/report/report.h"

namespace feluda {
namespace {

namespace py = pybind11;

using Json = nlohmann::ordered_json;

py::object ParsedByPython(const std::string& json) {
  return py::module_::import("json").attr("loads")(json);
}

PythonRunDetails ThisPython() {
  PythonRunDetails details;
  details.version = PythonVersion();
  return details;
}

std::string ProgramName() {
  const py::object executable = py::module_::import("sys").attr("executable");
  return executable.is_none() ? "python" : std::string(py::str(executable));
}

// The runs of the results, each marked as Python's. An error is raised.
std::vector<Report::Run> RunsOf(const Json& results) {
  auto runs = RunsFromFeludaResults(results);
  if (!runs.ok()) RaiseStatus(runs.status());
  for (Report::Run& run : *runs) {
    if (GetPythonRunDetails(run.counters).has_value()) continue;
    SetPythonRunDetails(run.counters, ThisPython());
  }
  return *std::move(runs);
}

// Results and where they come from, as Python objects that a user may change.
class BenchmarkReportObject {
 public:
  BenchmarkReportObject()
      : provenance_(CaptureProvenance(ProgramName(), absl::Now())) {
    AddPythonInfo(ThisPython(), provenance_.system_info);
    system_info = ParsedByPython(DumpJson(provenance_.system_info));
  }

  void Add(const py::object& result) {
    Json json = JsonOf(result.ptr());
    // What cannot be reported is told now and not when all has been measured.
    const auto run = RunFromFeludaResult(json);
    if (!run.ok()) {
      RaiseStatus(absl::InvalidArgumentError(
          absl::StrCat("the result ", run.status().message())));
    }
    results.append(result);
  }

  void Extend(const py::iterable& more) {
    for (const py::handle result : more) {
      Add(py::reinterpret_borrow<py::object>(result));
    }
  }

  Report ToReport() const {
    Provenance provenance = provenance_;
    provenance.system_info = JsonOf(system_info.ptr());
    Report report(std::move(provenance));
    report.Extend(RunsOf(JsonOf(results.ptr())));
    report.set_load_at_end(ReadLoadAverage(""));
    return report;
  }

  py::list results;
  py::dict system_info;

 private:
  Provenance provenance_;
};

py::object Summary(const BenchmarkReportObject& self) {
  return ParsedByPython(ToJson(self.ToReport()));
}

// The file that was asked for, or Feluda's of today.
py::object PathOr(const py::object& path, const char* ending) {
  if (!path.is_none()) return path;
  return py::str(absl::StrCat(
      "benchmark/results/benchmark_results_",
      absl::FormatTime("%Y%m%d", absl::Now(), absl::LocalTimeZone()), ending));
}

using Save = absl::Status(const Report& report, const std::string& path);

void SaveReport(const BenchmarkReportObject& self, const py::object& path,
                Save* save) {
  const Report report = self.ToReport();
  MakeDirectory(py::module_::import("os.path").attr("dirname")(path));
  const absl::Status saved = save(report, PathBytes(path));
  if (!saved.ok()) RaiseStatus(saved);
}

}  // namespace

PYBIND11_EMBEDDED_MODULE(_feluda_report, module) {
  module.attr("__name__") = "benchmark.report";
  module.doc() = "Reports of benchmarks, as JSON and Markdown.";
  using Self = BenchmarkReportObject;
  py::options options;
  options.disable_function_signatures();
  py::class_<Self>(module, "BenchmarkReport", py::dynamic_attr(),
                   Documented("BenchmarkReport()",
                              "Collects results and writes them as a report.")
                       .c_str())
      .def(py::init<>(), Documented("__init__(self)", "").c_str())
      .def_readwrite("results", &Self::results)
      .def_readwrite("system_info", &Self::system_info)
      .def("add", &Self::Add,
           Documented("add(self, result)", "Adds a result, a dictionary.")
               .c_str(),
           py::arg("result"))
      .def("extend", &Self::Extend,
           Documented("extend(self, results)", "Adds results.").c_str(),
           py::arg("results"))
      .def("generate_summary", Summary,
           Documented("generate_summary(self)",
                      "What the JSON file holds, as a dict.")
               .c_str())
      .def(
          "save_json",
          [](const Self& self, const py::object& path) {
            SaveReport(self, PathOr(path, ".json"), SaveJson);
          },
          Documented("save_json(self, filepath=None)",
                     "Writes the report as JSON.")
              .c_str(),
          py::arg("filepath") = py::none())
      .def(
          "save_markdown",
          [](const Self& self, const py::object& path) {
            SaveReport(self, PathOr(path, ".md"), SaveMarkdown);
          },
          Documented("save_markdown(self, filepath=None)",
                     "Writes the report as Markdown.")
              .c_str(),
          py::arg("filepath") = py::none());
}

}  // namespace feluda

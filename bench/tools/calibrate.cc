// Holds the instrument against workloads whose true cost is known, and tells
// whether its figures can be trusted on this machine.

#include <sys/prctl.h>

#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "lib/calibration/row.h"
#include "lib/calibration/table.h"
#include "lib/calibration/workloads.h"
#include "lib/files/file_writer.h"
#include "lib/files/unique_files.h"
#include "lib/measure/profile.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"
#include "lib/program/tool.h"
#include "lib/provenance/system_info.h"
#include "lib/python/interpreter.h"
#include "lib/python_benchmarks/python_flags.h"
#include "lib/python_benchmarks/python_workloads.h"
#include "nlohmann/json.hpp"

ABSL_FLAG(std::string, feluda_calibration_out, "",
          "a file for the table as Markdown, replaced where it exists; when "
          "empty, a new results/calibration_YYYYMMDD.md");

ABSL_FLAG(bool, feluda_python, false,
          "run workloads in Python as well, in the environment that "
          "--feluda_python_path names");

namespace feluda {
namespace {

constexpr char kResultsDir[] = "results";

constexpr char kUsage[] =
    R"(Runs workloads whose true cost is known, and holds what the instrument reads
against it.

)";
constexpr char kExitStatuses[] = R"(
Exit status: 0 all readings are within their bounds, 1 some are not, or the
file could not be written, 2 bad use.
)";

// "Intel Xeon, 2 CPUs, 23.4 GiB, Linux 6.18, g++ 12.2.0", of what is known.
std::string Machine(absl::Time started) {
  const nlohmann::ordered_json info = ReadSystemInfo("", started);
  std::vector<std::string> parts;
  if (info["processor"].is_string()) parts.push_back(info["processor"]);
  parts.push_back(absl::StrCat(info["cpu_count"].get<int>(), " CPUs"));
  if (info["total_memory_gb"].is_number()) {
    parts.push_back(
        absl::StrFormat("%.1f GiB", info["total_memory_gb"].get<double>()));
  }
  parts.push_back(absl::StrCat("Linux ", info["kernel"].get<std::string>()));
  parts.push_back(info["c_library"]);
  parts.push_back(info["compiler"]);
  return absl::StrJoin(parts, ", ");
}

// Proves that the table can be written, before anything runs.
absl::Status PrepareOutput(const std::string& file) {
  return file.empty() ? PrepareDirectory(kResultsDir) : CheckOutputFile(file);
}

// Returns where it was written.
absl::StatusOr<std::string> Save(const std::string& file, absl::Time started,
                                 const std::string& markdown) {
  if (!file.empty()) {
    const absl::Status written = WriteFileWhole(file, markdown);
    if (!written.ok()) return written;
    return file;
  }
  UniqueFiles files(kResultsDir, absl::FormatTime("calibration_%Y%m%d", started,
                                                  absl::LocalTimeZone()));
  const absl::Status written = files.Write({{".md", markdown}});
  if (!written.ok()) return written;
  return files.paths().front();
}

Rows RunAllWorkloads() {
  // A huge page would be more memory than a workload asked for.
  prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
  // The first look at a function's code is a page fault, too.
  Profile([] {});
  Rows rows;
  for (const Workload& workload : AllWorkloads()) {
    const Rows some = workload(WorkloadSizes());
    rows.insert(rows.end(), some.begin(), some.end());
  }
  return rows;
}

// Behind all others, since Python stays.
Rows RunPythonWorkloads(const std::optional<PythonOptions>& python) {
  if (!python.has_value()) return {};
  return PythonWorkloads(*python, PythonWorkloadSizes());
}

int Calibrate(const std::string& file,
              const std::optional<PythonOptions>& python) {
  const absl::Time started = absl::Now();
  const std::string machine = Machine(started);
  std::cout << "Calibration  " << machine << "\n\n" << std::flush;
  Rows rows = RunAllWorkloads();
  const Rows of_python = RunPythonWorkloads(python);
  rows.insert(rows.end(), of_python.begin(), of_python.end());
  std::cout << ToText(rows) << "\n" << std::flush;

  const auto saved = Save(file, started, CalibrationToMarkdown(machine, rows));
  if (saved.ok()) std::cerr << *saved << "\n";
  const int saving = ExitOfSaving(saved.status());
  std::cout << Conclusion(rows) << std::endl;
  return Count(rows).outside == 0 ? saving : kExitFailure;
}

int Run(const std::vector<std::string>& files) {
  if (!files.empty()) {
    return BadUse(absl::StrCat(
        files[0], ": say --feluda_calibration_out=FILE.md, or nothing"));
  }
  const std::string file = absl::GetFlag(FLAGS_feluda_calibration_out);
  const absl::Status prepared =
      WithFlagName("--feluda_calibration_out", PrepareOutput(file));
  if (!prepared.ok()) return BadUse(prepared.message());
  std::optional<PythonOptions> python;
  if (absl::GetFlag(FLAGS_feluda_python)) {
    absl::StatusOr<PythonOptions> options = PythonOptionsFromFlags();
    if (!options.ok()) return BadUse(options.status().message());
    python = *std::move(options);
  }
  return Calibrate(file, python);
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunTool(argc, argv, {feluda::kUsage, feluda::kExitStatuses},
                         feluda::Run);
}

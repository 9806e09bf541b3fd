// Where a run is reported: stdout, --benchmark_out and the report's files.

#ifndef REPORTERS_OUTPUT_OUTPUTS_H_
#define REPORTERS_OUTPUT_OUTPUTS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/files/unique_files.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/workers/worker_fit.h"
#include "reporters/output/benchmark_output.h"
#include "reporters/output/report_formats.h"
#include "reporters/output/report_saver.h"
#include "reporters/report/report.h"

namespace feluda {

struct OutputOptions {
  // What stdout shows: Google Benchmark's "console", "json" or "csv", or our
  // table where it is empty.
  std::string format;
  // Google Benchmark's --benchmark_out and its format; no file where empty.
  std::string out;
  std::string out_format = "json";
  std::string results_dir = "results";
  // The path of the report's files without their endings; where it is empty,
  // they are named by the day, in results_dir.
  std::string report_prefix;
  // Comma-separated: see report_formats.h.
  std::string report_formats = std::string(kDefaultReportFormats);
  // A file that the Markdown is added to at the end; none where it is empty.
  std::string markdown_append;
  // The machine and the work that the report plans for.
  PlanRequest plan;
  // Whether our table is coloured; nullopt: where MayUseColors() says so of
  // stdout.
  std::optional<bool> color;
};

// Checks the names in `report_formats` alone, and touches no file.
absl::Status CheckReportFormats(const OutputOptions& options);

// Checks, before anything runs, that the files can be written. InvalidArgument
// names the flag and the cause.
absl::Status CheckOutputs(const OutputOptions& options);

// The directories that files are written into.
// REQUIRES: CheckOutputs(options) is OK.
std::vector<std::string> DirectoriesOf(const OutputOptions& options);

// The report's files in all formats, under a name that nobody has yet.
// REQUIRES: CheckOutputs(options) is OK.
UniqueFiles ReportFiles(const OutputOptions& options, absl::Time started);

// Adds the report as Markdown to options.markdown_append, if that names a file.
// Errors name the flag, the file and the cause.
absl::Status AppendMarkdown(const OutputOptions& options, const Report& report);

class Outputs {
 public:
  // REQUIRES: CheckOutputs(options) is OK.
  Outputs(const OutputOptions& options, const Provenance& provenance,
          absl::Time started);
  Outputs(const Outputs&) = delete;
  Outputs& operator=(const Outputs&) = delete;

  // The reporters, which all take the same runs. out() is null where there is
  // no --benchmark_out.
  benchmark::BenchmarkReporter* display() { return display_; }
  benchmark::BenchmarkReporter* out() { return out_.get(); }
  ReportSaver& report() { return report_; }

  // Writes the report and --benchmark_out with these runs, which later ones
  // replace; see ReportSaver::SaveSoFar().
  void SaveSoFar(const std::vector<Report::Run>& report,
                 const std::vector<Report::Run>& out);

  // After the last run: prints what could not be printed before, and tells on
  // stderr where the files are. Where the report could not be saved, its JSON
  // goes to stdout, so that nothing measured is lost. Returns the first error;
  // if that is about the file that the Markdown is added to, all others were
  // written.
  absl::Status Finish();

 private:
  // Null where Google Benchmark's own serves.
  std::unique_ptr<benchmark::BenchmarkReporter> MakeDisplay(
      const OutputOptions& options, const Provenance& provenance);

  const OutputOptions options_;
  std::string printed_at_the_end_;
  absl::Status out_status_;
  const std::unique_ptr<benchmark::BenchmarkReporter> made_display_;
  benchmark::BenchmarkReporter* const display_;
  std::unique_ptr<BenchmarkOutput> out_;
  ReportSaver report_;
};

}  // namespace feluda

#endif  // REPORTERS_OUTPUT_OUTPUTS_H_

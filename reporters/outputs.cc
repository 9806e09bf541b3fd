#include "reporters/outputs.h"

#include <filesystem>
#include <iostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "reporters/console.h"
#include "reporters/file_writer.h"
#include "reporters/fresh_files.h"
#include "reporters/json_writer.h"

namespace feluda {
namespace {

absl::Status Named(absl::string_view flag, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::InvalidArgumentError(
      absl::StrCat(flag, ": ", status.message()));
}

}  // namespace

absl::Status CheckWritable(const OutputOptions& options) {
  const absl::Status results =
      Named("--feluda_results_dir", PrepareDirectory(options.results_dir));
  if (!results.ok() || options.out.empty()) return results;
  const std::filesystem::path out = options.out;
  if (std::filesystem::is_directory(out)) {
    return absl::InvalidArgumentError(
        absl::StrCat("--benchmark_out: ", options.out, " is a directory"));
  }
  return Named("--benchmark_out",
               PrepareDirectory(out.parent_path().string()));
}

Outputs::Outputs(const OutputOptions& options, const Context& context,
                 absl::Time started)
    : display_(MakeDisplay(options.format, context)),
      report_(context,
              FreshFiles(options.results_dir, ReportFileName(started))) {
  if (options.out.empty()) return;
  out_ = std::make_unique<BenchmarkOutput>(
      options.out_format,
      [this, path = options.out](absl::string_view output) {
        out_status_.Update(WriteFileWhole(path, output));
      });
}

// CSV has a column a counter, and all are known only at the end.
std::unique_ptr<benchmark::BenchmarkReporter> Outputs::MakeDisplay(
    const std::string& format, const Context& context) {
  if (format == "json") return std::make_unique<benchmark::JSONReporter>();
  if (format == "console") return std::make_unique<benchmark::ConsoleReporter>();
  if (format == "csv") {
    return std::make_unique<BenchmarkOutput>(
        format, [this](absl::string_view output) {
          printed_at_the_end_ = std::string(output);
        });
  }
  return std::make_unique<Console>(context);
}

absl::Status Outputs::Finish() {
  std::cout << printed_at_the_end_ << std::flush;
  for (const std::string& path : report_.paths()) std::cerr << path << "\n";
  for (const absl::Status& status : {report_.status(), out_status_}) {
    if (!status.ok()) std::cerr << "Not saved: " << status.message() << "\n";
  }
  if (!report_.status().ok()) {
    std::cerr << "The report follows on stdout instead.\n";
    std::cout << ToJson(report_.report()) << std::flush;
  }
  return report_.status().ok() ? out_status_ : report_.status();
}

}  // namespace feluda

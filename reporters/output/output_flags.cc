#include "reporters/output/output_flags.h"

#include <string>

#include "absl/flags/flag.h"
#include "lib/runs/workers/worker_fit.h"
#include "reporters/output/plan_flag.h"
#include "reporters/output/report_formats.h"

ABSL_FLAG(
    std::string, feluda_results_dir, "results",
    "write the report into this directory, which is made if it is missing");
ABSL_FLAG(std::string, feluda_out, "",
          "write the report to files of this name and the endings of their "
          "formats (out/mine), in place of the day's in --feluda_results_dir");
ABSL_FLAG(std::string, feluda_report,
          std::string(feluda::kDefaultReportFormats),
          "write the report in these formats, of "
          "json,markdown,html,csv,github,bencher");
ABSL_FLAG(std::string, feluda_markdown_append, "",
          "append the Markdown report to this file, such as "
          "$GITHUB_STEP_SUMMARY in CI");

namespace feluda {

OutputOptions OutputOptionsFromFlags() {
  OutputOptions options;
  options.results_dir = absl::GetFlag(FLAGS_feluda_results_dir);
  options.report_prefix = absl::GetFlag(FLAGS_feluda_out);
  options.report_formats = absl::GetFlag(FLAGS_feluda_report);
  options.markdown_append = absl::GetFlag(FLAGS_feluda_markdown_append);
  options.plan = PlanFromFlag().value_or(PlanRequest());
  return options;
}

}  // namespace feluda

// Saves a report under a name of the caller's choice.
//
//   feluda::Report report(feluda::CaptureProvenance(argv[0], absl::Now()));
//   report.Add(feluda::BenchmarkOperator<Op>("op/input", config, input));
//   absl::Status status = feluda::SaveJson(report, "mine.json");

#ifndef REPORTERS_OUTPUT_SAVE_H_
#define REPORTERS_OUTPUT_SAVE_H_

#include <string>

#include "absl/status/status.h"
#include "reporters/report/report.h"

namespace feluda {

// Both replace an existing file, whole or not at all; the directory must exist.
// Errors name the file and the cause.
absl::Status SaveJson(const Report& report, const std::string& path);
absl::Status SaveMarkdown(const Report& report, const std::string& path);

}  // namespace feluda

#endif  // REPORTERS_OUTPUT_SAVE_H_

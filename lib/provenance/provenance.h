// Describes where and how runs were made, as plain data.
//
//   Provenance provenance = CaptureProvenance(argv[0], absl::Now());
//   provenance.system_info["platform"];   // "Linux-6.1.0-13-amd64-x86_64-..."
//   provenance.benchmark["num_cpus"];     // 8

#ifndef LIB_PROVENANCE_PROVENANCE_H_
#define LIB_PROVENANCE_PROVENANCE_H_

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "nlohmann/json.hpp"

namespace feluda {

struct Provenance {
  // The `context` object of Google Benchmark's JSON, as this release of the
  // library writes it, with whatever benchmark::AddCustomContext() was given.
  // `json_schema_version` is always there.
  nlohmann::ordered_json benchmark = nlohmann::ordered_json::object();

  // Feluda's keys in Feluda's order, then ours: see ReadSystemInfo().
  nlohmann::ordered_json system_info = nlohmann::ordered_json::object();
};

// Looks at the machine and at this process. `executable` is the program's name;
// `started` is when the run began, and becomes the timestamp of both objects.
// Call it after benchmark::Initialize(), which collects the custom context. The
// first call may take up to a second: Google Benchmark measures the CPU's
// frequency if the kernel does not tell it.
Provenance CaptureProvenance(absl::string_view executable, absl::Time started);

}  // namespace feluda

#endif  // LIB_PROVENANCE_PROVENANCE_H_

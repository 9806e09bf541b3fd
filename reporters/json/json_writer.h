// The report as JSON. Programs that read Feluda's reports find `system_info`,
// `total_benchmarks`, `results` and `statistics` in it; programs that read
// Google Benchmark's JSON, such as compare.py, find `context` and `benchmarks`.
//
// Always valid JSON in UTF-8: a figure that was not measured or is not finite
// is null, and bytes that are not UTF-8 become U+FFFD. No figure is rounded.

#ifndef REPORTERS_JSON_JSON_WRITER_H_
#define REPORTERS_JSON_JSON_WRITER_H_

#include <string>

#include "reporters/report/report.h"

namespace feluda {

// Indented by 2, with a line break at the end. The locale does not matter.
std::string ToJson(const Report& report);

}  // namespace feluda

#endif  // REPORTERS_JSON_JSON_WRITER_H_

// The sections of the Markdown report that Feluda's own does not have. Each
// begins with an empty line, and is empty where there is nothing to tell.

#ifndef REPORTERS_MARKDOWN_MARKDOWN_SECTIONS_H_
#define REPORTERS_MARKDOWN_MARKDOWN_SECTIONS_H_

#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "nlohmann/json_fwd.hpp"
#include "reporters/report/data_names.h"
#include "reporters/report/result.h"

namespace feluda {

// The cell that says what the input was; "-" if nothing says so.
std::string DataCell(const Result& result, const DataNames& names);

// A sentence that names the operators whose fact `weights` is "synthetic", and
// says that their output means nothing.
std::string SyntheticWeights(const std::vector<Result>& results);

// Why times may differ from run to run: see noise.h. It lists the ten results
// whose times varied most.
std::string NoiseSection(const nlohmann::ordered_json& system_info,
                         const std::vector<Result>& results);

// The failures with their messages, each cut after 4 KiB; the JSON has the
// whole messages.
std::string FailuresSection(const std::vector<Result>& results);

// The benchmarks that were skipped on purpose, with their messages, each cut
// after 4 KiB.
std::string SkippedSection(const std::vector<Result>& skipped);

// The aggregates of the benchmarks of which nothing else was reported.
std::string AggregatesSection(
    const std::vector<const benchmark::BenchmarkReporter::Run*>& aggregates);

// The resources that each operator needs: see sizing.h.
std::string SizingSection(const std::vector<Result>& results);

}  // namespace feluda

#endif  // REPORTERS_MARKDOWN_MARKDOWN_SECTIONS_H_

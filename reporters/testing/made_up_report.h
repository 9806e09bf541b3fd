// For tests: runs that nobody measured, and a report of them.

#ifndef REPORTERS_TESTING_MADE_UP_REPORT_H_
#define REPORTERS_TESTING_MADE_UP_REPORT_H_

#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "lib/provenance/provenance.h"
#include "reporters/report/report.h"

namespace feluda {

// One iteration that took `seconds`, with every field set and no counter.
benchmark::BenchmarkReporter::Run MadeUpRun(const std::string& name,
                                            double seconds);

// A success with all figures; successes that lack the heap's, or the resident
// memory's; one of 50 microseconds; failures with hostile texts; rows of
// aggregates and of a complexity.
std::vector<benchmark::BenchmarkReporter::Run> MadeUpRuns();

Provenance MadeUpProvenance();

// The runs in the context. Sets the time zone of the process to UTC.
Report MadeUpReport();

}  // namespace feluda

#endif  // REPORTERS_TESTING_MADE_UP_REPORT_H_

// Runs that nobody measured and a report of them, for tests.

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

// An aggregate of three repetitions with no counter: `value` is in seconds, or
// a share where the statistic is "cv".
benchmark::BenchmarkReporter::Run MadeUpAggregate(const std::string& name,
                                                  const std::string& statistic,
                                                  double value);

// A run that was skipped on purpose.
benchmark::BenchmarkReporter::Run MadeUpSkippedRun(const std::string& name,
                                                   const std::string& message);

// A success with all figures, successes without the heap's and without the
// resident memory's, a success of 50 microseconds, failures with hostile texts,
// and rows of aggregates and of a complexity.
std::vector<benchmark::BenchmarkReporter::Run> MadeUpRuns();

Provenance MadeUpProvenance();

// A report of MadeUpRuns() in MadeUpProvenance(). Sets the time zone of the
// process to UTC.
Report MadeUpReport();

}  // namespace feluda

#endif  // REPORTERS_TESTING_MADE_UP_REPORT_H_

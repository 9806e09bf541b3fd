#include "reporters/output/benchmark_output.h"

#include <memory>
#include <sstream>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace feluda {
namespace {

std::unique_ptr<benchmark::BenchmarkReporter> MakeReporter(
    const std::string& format) {
  if (format == "json") return std::make_unique<benchmark::JSONReporter>();
  if (format == "csv") {
    // Deprecated since 2020 and still what --benchmark_format=csv gives.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    return std::make_unique<benchmark::CSVReporter>();
#pragma GCC diagnostic pop
  }
  return std::make_unique<benchmark::ConsoleReporter>(
      benchmark::ConsoleReporter::OO_None);
}

}  // namespace

BenchmarkOutput::BenchmarkOutput(std::string format, When when, Sink sink)
    : format_(std::move(format)), when_(when), sink_(std::move(sink)) {}

bool BenchmarkOutput::ReportContext(const Context& context) {
  context_.emplace(context);
  return true;
}

void BenchmarkOutput::ReportRuns(const std::vector<Run>& runs) {
  runs_.insert(runs_.end(), runs.begin(), runs.end());
  has_more_ = true;
  if (when_ == When::kAtTheEnd || hands_on_so_far_) return;
  if (throttle_.IsDue(absl::Now())) HandOn(runs_);
}

void BenchmarkOutput::Finalize() {
  if (has_more_) HandOn(runs_);
}

void BenchmarkOutput::HandOnSoFar(const std::vector<Run>& runs) {
  if (when_ == When::kAtTheEnd) return;
  hands_on_so_far_ = true;
  HandOn(runs);
}

void BenchmarkOutput::HandOn(const std::vector<Run>& runs) {
  const absl::Time began = absl::Now();
  sink_(Render(runs));
  throttle_.Saved(began, absl::Now());
  has_more_ = false;
}

std::string BenchmarkOutput::Render(const std::vector<Run>& runs) const {
  std::ostringstream output;
  const std::unique_ptr<benchmark::BenchmarkReporter> reporter =
      MakeReporter(format_);
  reporter->SetOutputStream(&output);
  reporter->SetErrorStream(&output);
  reporter->ReportContext(*context_);
  reporter->ReportRuns(runs);
  reporter->Finalize();
  return output.str();
}

}  // namespace feluda

#include "lib/measure/iteration_sampler.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace feluda {
namespace {

constexpr double kReadingsASample = 200;

// The least of several rounds: the processor may be taken away in any one.
double ClockReadingSeconds(IterationSampler::Clock clock) {
  constexpr int kRounds = 8;
  constexpr int kReadings = 32;
  double least = std::numeric_limits<double>::infinity();
  for (int round = 0; round < kRounds; ++round) {
    const int64_t start = clock();
    int64_t end = start;
    for (int i = 0; i < kReadings; ++i) end = clock();
    least = std::min(least, 1e-9 * static_cast<double>(end - start));
  }
  return least / kReadings;
}

// The value below which `fraction` of `sorted` lies, between two neighbours by
// linear interpolation. REQUIRES: sorted is not empty.
double Quantile(const std::vector<double>& sorted, double fraction) {
  const double at = fraction * static_cast<double>(sorted.size() - 1);
  const size_t below = static_cast<size_t>(at);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  const double weight = at - static_cast<double>(below);
  return sorted[below] * (1 - weight) + sorted[above] * weight;
}

}  // namespace

IterationSampler::IterationSampler(Clock clock)
    : clock_(clock),
      clock_reading_seconds_(ClockReadingSeconds(clock)),
      kept_(kKept, 0.0) {}

void IterationSampler::Start() { Restart(1, clock_()); }

void IterationSampler::Restart(int64_t iterations_per_sample, int64_t now_ns) {
  iterations_per_sample_ = iterations_left_ = iterations_per_sample;
  sample_start_ns_ = now_ns;
  count_ = 0;
  mean_ = squares_ = min_ = max_ = 0;
  kept_count_ = 0;
  stride_ = 1;
  samples_to_skip_ = 0;
}

void IterationSampler::EndSample() {
  const int64_t now_ns = clock_();
  Keep(1e-9 * static_cast<double>(now_ns - sample_start_ns_) /
       static_cast<double>(iterations_per_sample_));
  iterations_left_ = iterations_per_sample_;
  sample_start_ns_ = now_ns;

  // The mean decides, not the newest sample: a varying loop keeps its short
  // ones, and a slow first iteration does not set the pace for all.
  const double sample_seconds =
      mean_ * static_cast<double>(iterations_per_sample_);
  if (sample_seconds < kReadingsASample * clock_reading_seconds_) {
    Restart(2 * iterations_per_sample_, now_ns);
  }
}

void IterationSampler::Keep(double seconds) {
  ++count_;
  min_ = count_ == 1 ? seconds : std::min(min_, seconds);
  max_ = std::max(max_, seconds);
  const double difference = seconds - mean_;
  mean_ += difference / static_cast<double>(count_);
  squares_ += difference * (seconds - mean_);

  if (samples_to_skip_-- > 0) return;
  if (kept_count_ == kKept) {
    for (int i = 0; i < kKept / 2; ++i) kept_[i] = kept_[2 * i];
    kept_count_ = kKept / 2;
    stride_ *= 2;
  }
  kept_[kept_count_++] = seconds;
  samples_to_skip_ = stride_ - 1;
}

SampleStatistics IterationSampler::Statistics() const {
  SampleStatistics statistics;
  if (count_ == 0) return statistics;
  std::vector<double> sorted(kept_.begin(), kept_.begin() + kept_count_);
  std::sort(sorted.begin(), sorted.end());
  statistics.count = count_;
  statistics.iterations_per_sample = iterations_per_sample_;
  statistics.min = min_;
  statistics.max = max_;
  statistics.mean = mean_;
  statistics.median = Quantile(sorted, 0.5);
  statistics.p95 = Quantile(sorted, 0.95);
  if (count_ > 1) {
    statistics.stddev = std::sqrt(squares_ / static_cast<double>(count_ - 1));
  }
  return statistics;
}

}  // namespace feluda

// Samples of the time of each iteration of a loop, cheap enough for a loop of
// nanoseconds.
//
//   feluda::IterationSampler sampler;
//   sampler.Start();
//   for (auto _ : state) {
//     Work();
//     sampler.Tick();
//   }
//   const feluda::SampleStatistics statistics = sampler.Statistics();
//
// Reading the clock costs some 30 ns, too much for an iteration of 3 ns. So a
// sample spans as many iterations as last 200 readings of the clock, about 6
// microseconds, and sampling costs at most 0.5 % of the loop. A longer
// iteration is a sample of its own. A Tick() that ends no sample is a decrement
// and a branch. A sample of several iterations is their mean, and
// iterations_per_sample says how many they are.
//
// All memory is allocated and touched by the constructor.

#ifndef LIB_MEASURE_ITERATION_SAMPLER_H_
#define LIB_MEASURE_ITERATION_SAMPLER_H_

#include <cstdint>
#include <vector>

#include "lib/measure/clock.h"

namespace feluda {

// Seconds an iteration. Min, max, mean and deviation are over all samples;
// median and percentile over at most IterationSampler::kKept of them, evenly
// spread.
struct SampleStatistics {
  int64_t count = 0;
  int64_t iterations_per_sample = 1;
  double min = 0;
  double max = 0;
  double mean = 0;
  double median = 0;
  double p95 = 0;
  // The sample standard deviation, divided by count - 1; 0 for one sample.
  double stddev = 0;

  // Standard deviation over mean.
  double cv() const { return mean > 0 ? stddev / mean : 0; }
};

class IterationSampler {
 public:
  static constexpr int kKept = 16384;

  // A clock returns nanoseconds that never decrease.
  using Clock = int64_t (*)();
  explicit IterationSampler(Clock clock = MonotonicNanoseconds);

  // Begins the first sample.
  void Start();

  // Ends an iteration.
  void Tick() {
    if (__builtin_expect(--iterations_left_ == 0, 0)) EndSample();
  }

  // The count is 0 if the loop was shorter than one sample.
  SampleStatistics Statistics() const;

 private:
  void EndSample();
  void Restart(int64_t iterations_per_sample, int64_t now_ns);
  void Keep(double seconds);

  const Clock clock_;
  const double clock_reading_seconds_;

  int64_t iterations_left_ = 1;
  int64_t iterations_per_sample_ = 1;
  int64_t sample_start_ns_ = 0;

  // Running mean and sum of squared differences from it (Welford 1962).
  int64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
  double min_ = 0;
  double max_ = 0;

  // Every stride_-th sample; the stride doubles when kept_ is full.
  std::vector<double> kept_;
  int kept_count_ = 0;
  int64_t stride_ = 1;
  int64_t samples_to_skip_ = 0;
};

}  // namespace feluda

#endif  // LIB_MEASURE_ITERATION_SAMPLER_H_

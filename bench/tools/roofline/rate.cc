#include "bench/tools/roofline/rate.h"

#include <time.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace feluda {
namespace {

// Short, so that some are undisturbed on a machine where others run.
constexpr double kTrialSeconds = 0.001;
constexpr int kTrials = 60;
// Calls that take long have fewer trials.
constexpr int kMinTrials = 5;
constexpr double kEnoughSeconds = 1;

double Seconds(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) +
         static_cast<double>(time.tv_nsec) / 1e9;
}

// Repeats `call` for a trial and returns calls a second. It looks at the clock
// after 1, 2, 4, ... calls, as a look takes longer than the shortest calls do.
double CallsPerSecond(clockid_t clock, const std::function<void()>& call) {
  for (int64_t calls = 1;; calls *= 2) {
    const double start = Seconds(clock);
    for (int64_t i = 0; i < calls; ++i) call();
    const double seconds = Seconds(clock) - start;
    if (seconds >= kTrialSeconds) return static_cast<double>(calls) / seconds;
  }
}

}  // namespace

double BestRate(double work, const std::function<void()>& call) {
  const double start = Seconds(CLOCK_MONOTONIC);
  double best = 0;
  for (int i = 0; i < kTrials; ++i) {
    const double passed = Seconds(CLOCK_MONOTONIC) - start;
    if (i >= kMinTrials && passed > kEnoughSeconds) break;
    best = std::max(best, CallsPerSecond(CLOCK_THREAD_CPUTIME_ID, call));
  }
  return best * work;
}

double BestRateTogether(
    int threads, double work,
    const std::function<std::function<void()>()>& make_call) {
  std::vector<double> rates(threads);
  std::vector<std::vector<double>> by_trial(kTrials, rates);
  std::atomic<int> arrived = 0;
  const auto run = [&](int thread) {
    const std::function<void()> call = make_call();
    for (int trial = 0; trial < kTrials; ++trial) {
      // All begin a trial together.
      ++arrived;
      while (arrived < threads * (trial + 1)) std::this_thread::yield();
      by_trial[trial][thread] = CallsPerSecond(CLOCK_MONOTONIC, call);
    }
  };
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back(run, i);
  run(0);
  for (std::thread& other : others) other.join();
  double best = 0;
  for (const std::vector<double>& trial : by_trial) {
    double sum = 0;
    for (const double rate : trial) sum += rate;
    best = std::max(best, sum);
  }
  return best * work;
}

}  // namespace feluda

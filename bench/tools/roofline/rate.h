// Measures how often a second something can be done, at best.
//
//   const double rate = BestRate(/*work=*/1e6, [&] { AddAMillionNumbers(); });
//
// Other programs only ever slow a call down, so the fastest of many short
// trials is the one to believe.

#ifndef BENCH_TOOLS_ROOFLINE_RATE_H_
#define BENCH_TOOLS_ROOFLINE_RATE_H_

#include <functional>

namespace feluda {

// Returns `work` over the CPU seconds that this thread took in the fastest
// trial. A trial repeats `call` until it has taken a millisecond.
double BestRate(double work, const std::function<void()>& call);

// Returns the sum of the rates of `threads` threads that run at once, each with
// a call of its own, which `make_call` makes in that thread: the best trial, by
// the wall clock. Throws std::system_error if the system refuses a thread.
double BestRateTogether(
    int threads, double work,
    const std::function<std::function<void()>()>& make_call);

}  // namespace feluda

#endif  // BENCH_TOOLS_ROOFLINE_RATE_H_

#include "lib/runs/complexity.h"

#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;
using Growth = std::function<double(double n)>;

struct Fit {
  benchmark::BigO complexity = benchmark::oNone;
  double coefficient = 0;
  double rms = std::numeric_limits<double>::infinity();
};

Growth GrowthOf(benchmark::BigO complexity) {
  switch (complexity) {
    case benchmark::oN:
      return [](double n) { return n; };
    case benchmark::oNSquared:
      return [](double n) { return n * n; };
    case benchmark::oNCubed:
      return [](double n) { return n * n * n; };
    case benchmark::oLogN:
      return [](double n) { return std::log2(n); };
    case benchmark::oNLogN:
      return [](double n) { return n * std::log2(n); };
    default:
      return [](double) { return 1.0; };
  }
}

Fit LeastSquares(const std::vector<double>& n, const std::vector<double>& times,
                 benchmark::BigO complexity, const Growth& growth) {
  double growth_squared = 0;
  double growth_times_time = 0;
  for (size_t i = 0; i < n.size(); ++i) {
    growth_squared += growth(n[i]) * growth(n[i]);
    growth_times_time += growth(n[i]) * times[i];
  }
  Fit fit;
  fit.complexity = complexity;
  fit.coefficient = growth_times_time / growth_squared;
  double squares = 0;
  for (size_t i = 0; i < n.size(); ++i) {
    const double difference = times[i] - fit.coefficient * growth(n[i]);
    squares += difference * difference;
  }
  const double count = static_cast<double>(n.size());
  const double mean = std::accumulate(times.begin(), times.end(), 0.0) / count;
  fit.rms = std::sqrt(squares / count) / mean;
  return fit;
}

Fit BestFit(const std::vector<double>& n, const std::vector<double>& times,
            const Run& run) {
  if (run.complexity == benchmark::oLambda) {
    const auto lambda = run.complexity_lambda;
    return LeastSquares(n, times, run.complexity, [lambda](double size) {
      return lambda(static_cast<benchmark::IterationCount>(size));
    });
  }
  if (run.complexity != benchmark::oAuto) {
    return LeastSquares(n, times, run.complexity, GrowthOf(run.complexity));
  }
  Fit best;
  for (const benchmark::BigO candidate :
       {benchmark::o1, benchmark::oLogN, benchmark::oN, benchmark::oNLogN,
        benchmark::oNSquared, benchmark::oNCubed}) {
    const Fit fit = LeastSquares(n, times, candidate, GrowthOf(candidate));
    if (fit.rms < best.rms) best = fit;
  }
  return best;
}

Run Row(const Run& first, const char* aggregate_name) {
  Run row;
  row.run_name = first.run_name;
  row.run_name.args.clear();
  row.family_index = first.family_index;
  row.per_family_instance_index = first.per_family_instance_index;
  row.run_type = Run::RT_Aggregate;
  row.repetitions = first.repetitions;
  row.repetition_index = Run::no_repetition_index;
  row.threads = first.threads;
  row.aggregate_name = aggregate_name;
  row.report_label = first.report_label;
  row.iterations = 0;
  row.time_unit = first.time_unit;
  return row;
}

}  // namespace

std::vector<Run> FitComplexity(const std::vector<Run>& family) {
  std::vector<double> n;
  std::vector<double> real;
  std::vector<double> cpu;
  for (const Run& run : family) {
    if (run.complexity_n <= 0 || run.iterations <= 0) continue;
    const double iterations = static_cast<double>(run.iterations);
    n.push_back(static_cast<double>(run.complexity_n));
    real.push_back(run.real_accumulated_time / iterations);
    cpu.push_back(run.cpu_accumulated_time / iterations);
  }
  if (n.size() < 2) return {};
  const Run& first = family.front();
  const Fit cpu_fit = BestFit(n, cpu, first);
  // Both times are told with one complexity, that of the CPU time.
  Run same = first;
  if (same.complexity != benchmark::oLambda) {
    same.complexity = cpu_fit.complexity;
  }
  const Fit real_fit = BestFit(n, real, same);

  Run big_o = Row(first, "BigO");
  big_o.report_big_o = true;
  big_o.complexity = cpu_fit.complexity;
  big_o.real_accumulated_time = real_fit.coefficient;
  big_o.cpu_accumulated_time = cpu_fit.coefficient;

  Run rms = Row(first, "RMS");
  rms.report_rms = true;
  rms.aggregate_unit = benchmark::kPercentage;
  rms.complexity = cpu_fit.complexity;
  // Reported in the time's unit, which a share does not have.
  const double multiplier = benchmark::GetTimeUnitMultiplier(first.time_unit);
  rms.real_accumulated_time = real_fit.rms / multiplier;
  rms.cpu_accumulated_time = cpu_fit.rms / multiplier;
  return {big_o, rms};
}

void AddSizes(std::vector<Run>& runs) {
  for (Run& run : runs) {
    if (run.run_type == Run::RT_Aggregate || Failed(run)) continue;
    if (run.complexity == benchmark::oNone) continue;
    Set(run.counters, kComplexityN, static_cast<double>(run.complexity_n));
  }
}

}  // namespace feluda

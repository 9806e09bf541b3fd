// Reasons why times may differ from one run to the next: what the machine does,
// and how much the times of each result did differ.

#ifndef REPORTERS_REPORT_NOISE_H_
#define REPORTERS_REPORT_NOISE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "nlohmann/json_fwd.hpp"
#include "reporters/report/result.h"

namespace feluda {

struct Noise {
  // "frequency governor powersave".
  std::string what;
  // Its effect, and the remedy where there is one.
  std::string why;
};

// The noise that a report's `system_info` shows: virtual machine, frequency,
// turbo, randomised addresses, load. A value that is null or missing is not
// guessed, but a frequency that is null is reported as unknown. A load counts
// if it is more than half of the CPUs at the start, or more than all at the
// end.
std::vector<Noise> MachineNoise(const nlohmann::ordered_json& system_info);

// Their `what`, separated by commas.
std::string NoiseList(const std::vector<Noise>& noise);

// A time that varied more than this says little: standard deviation over mean
// of a result's samples.
inline constexpr double kSteadyCv = 0.1;

struct VaryingTime {
  std::string name;
  // Of the repetition that varied most.
  double cv;
  // Of all repetitions that varied so.
  double samples;
  int64_t repetitions = 1;
};

// The benchmarks of which a result has a cv above kSteadyCv, the most varying
// first, each once.
std::vector<VaryingTime> VaryingTimes(const std::vector<Result>& results);

}  // namespace feluda

#endif  // REPORTERS_REPORT_NOISE_H_

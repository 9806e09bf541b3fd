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

// A time whose coefficient of variation (standard deviation over mean of a
// result's samples) is above this says little.
inline constexpr double kSteadyCv = 0.1;

struct VaryingTime {
  std::string name;
  // That of the repetition that varied most.
  double cv;
  // The samples of all repetitions above kSteadyCv, and how many these are.
  double samples;
  int64_t repetitions = 1;
};

// The benchmarks with a result whose cv is above kSteadyCv, the most varying
// first, each once.
std::vector<VaryingTime> VaryingTimes(const std::vector<Result>& results);

}  // namespace feluda

#endif  // REPORTERS_REPORT_NOISE_H_

// Made-up samples of processes, whose true median is the given one, whatever
// their shape.

#ifndef LIB_STATISTICS_MADE_UP_SAMPLES_H_
#define LIB_STATISTICS_MADE_UP_SAMPLES_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace feluda {

enum class SampleShape {
  kNormal,
  // A long tail upwards.
  kSkewed,
  // Two in five processes are slower by twice the variation.
  kBimodal,
  // Rises by twice the variation from the first to the last.
  kDrifting,
  // Each figure has a third of the one before in it.
  kAutocorrelated,
  // Takes few values, as counts of pages do.
  kTied,
};

inline constexpr SampleShape kSampleShapes[] = {
    SampleShape::kNormal,   SampleShape::kSkewed,         SampleShape::kBimodal,
    SampleShape::kDrifting, SampleShape::kAutocorrelated, SampleShape::kTied};

const char* SampleShapeName(SampleShape shape);

// Makes samples that are the same on every machine for one seed.
class MadeUpSamples {
 public:
  explicit MadeUpSamples(uint64_t seed) : engine_(seed) {}

  // Returns `count` figures about `median`, whose standard deviation is roughly
  // `variation`, a share of it.
  std::vector<double> Make(SampleShape shape, size_t count, double median,
                           double variation);

  // Uniform in [0, 1), and standard normal.
  double Uniform();
  double Normal();

 private:
  double Deviation(SampleShape shape);

  std::mt19937_64 engine_;
};

}  // namespace feluda

#endif  // LIB_STATISTICS_MADE_UP_SAMPLES_H_

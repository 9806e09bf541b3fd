// Seeded random numbers that are the same bytes on every machine, for every
// compiler and any number of threads.
//
// The n-th number of a stream is a pure function of seed, stream and n, so any
// part of a stream can be made by itself, in any order:
//
//   const RandomStream noise(/*seed=*/42, /*stream=*/0);
//   std::vector<float> row(512);
//   noise.FillNormal(/*first=*/256 * 7, absl::MakeSpan(row));
//
// Bits: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
// generators", OOPSLA 2014) read as a counter-based generator. Normals: Box and
// Muller, "A note on the generation of random normal deviates", Annals of
// Mathematical Statistics 29 (1958), built from IEEE + - * / and sqrt alone,
// since log, sin and cos of the C library differ from machine to machine.
//
// Not for cryptography. Threads: any number, since a stream is constant.

#ifndef LIB_DATA_RANDOM_H_
#define LIB_DATA_RANDOM_H_

#include <cstdint>

#include "absl/types/span.h"

namespace feluda {

class RandomStream {
 public:
  // Streams of one seed are independent of each other, and so are streams of
  // different seeds.
  RandomStream(uint64_t seed, uint64_t stream)
      : key_(Mix(Mix(seed) + stream)) {}

  // 64 random bits.
  uint64_t Bits(uint64_t index) const {
    return Mix(key_ + (index + 1) * kGoldenGamma);
  }

  // Fills `values` with standard normals, none beyond 6.7 standard deviations.
  // Two values use one index, so the call uses the indices from `first` to
  // first + (size + 1) / 2, exclusive.
  void FillNormal(uint64_t first, absl::Span<float> values) const;

 private:
  // 2^64 over the golden ratio, made odd: the step of SplitMix64's counter.
  static constexpr uint64_t kGoldenGamma = 0x9e3779b97f4a7c15;

  // SplitMix64's finaliser: every input bit affects every output bit.
  static constexpr uint64_t Mix(uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
  }

  uint64_t key_;
};

}  // namespace feluda

#endif  // LIB_DATA_RANDOM_H_

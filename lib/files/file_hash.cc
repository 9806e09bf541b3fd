#include "lib/files/file_hash.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <vector>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

// Words go to four lanes in turn. A multiplication has to wait for the one
// before it in its lane, and with four lanes the processor works on four at a
// time.
using Lanes = std::array<uint64_t, 4>;

constexpr size_t kWord = sizeof(uint64_t);
constexpr size_t kBlock = sizeof(Lanes);

// Reads the bytes in little-endian order on every machine. On a little-endian
// one compilers turn this into a single load.
uint64_t WordAt(const unsigned char* bytes) {
  return uint64_t{bytes[0]} | uint64_t{bytes[1]} << 8 |
         uint64_t{bytes[2]} << 16 | uint64_t{bytes[3]} << 24 |
         uint64_t{bytes[4]} << 32 | uint64_t{bytes[5]} << 40 |
         uint64_t{bytes[6]} << 48 | uint64_t{bytes[7]} << 56;
}

// FNV-1a, a word at a time instead of a byte. A multiplication carries a bit's
// influence only to higher bits; the shift brings it back to the lower ones.
uint64_t Mix(uint64_t hash, uint64_t word) {
  constexpr uint64_t kPrime = 0x9e3779b97f4a7c15;
  hash = (hash ^ word) * kPrime;
  return hash ^ (hash >> 32);
}

void MixBlock(const unsigned char* bytes, Lanes& lanes) {
  for (size_t i = 0; i < lanes.size(); ++i) {
    lanes[i] = Mix(lanes[i], WordAt(bytes + i * kWord));
  }
}

}  // namespace

std::optional<std::string> HashFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<unsigned char> buffer(size_t{1} << 16);
  Lanes lanes = {1, 2, 3, 4};
  uint64_t hash = 0;
  while (file) {
    file.read(reinterpret_cast<char*>(buffer.data()),
              static_cast<std::streamsize>(buffer.size()));
    const size_t count = static_cast<size_t>(file.gcount());
    hash += count;
    // The last block of the file is filled up with zeros. The length,
    // which `hash` counts, tells them from zeros of the file.
    const size_t end = (count + kBlock - 1) / kBlock * kBlock;
    for (size_t i = count; i < end; ++i) buffer[i] = 0;
    for (size_t i = 0; i < end; i += kBlock) MixBlock(&buffer[i], lanes);
  }
  if (hash == 0) return std::nullopt;
  for (const uint64_t lane : lanes) hash = Mix(hash, lane);
  return absl::StrCat(absl::Hex(hash, absl::kZeroPad16));
}

}  // namespace feluda

#include "lib/runs/file_hash.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <vector>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

constexpr size_t kWord = sizeof(uint64_t);

// Byte by byte, so that it is the same whatever the machine's byte order is;
// compilers make one load of it.
uint64_t WordAt(const unsigned char* bytes) {
  uint64_t word = 0;
  for (size_t i = 0; i < kWord; ++i) word |= uint64_t{bytes[i]} << (8 * i);
  return word;
}

// FNV-1a a word at a time. A multiplication moves bits only upwards; the shift
// brings them back down.
uint64_t Mix(uint64_t hash, uint64_t word) {
  constexpr uint64_t kPrime = 0x9e3779b97f4a7c15;
  hash = (hash ^ word) * kPrime;
  return hash ^ (hash >> 32);
}

}  // namespace

std::optional<std::string> HashFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<char> buffer(size_t{1} << 16);
  uint64_t hash = 0xcbf29ce484222325;
  uint64_t length = 0;
  while (file) {
    file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    const size_t count = static_cast<size_t>(file.gcount());
    length += count;
    // Only the last words of the file are filled up, with zeros.
    const size_t whole = (count + kWord - 1) / kWord * kWord;
    for (size_t i = count; i < whole; ++i) buffer[i] = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(buffer.data());
    for (size_t i = 0; i < whole; i += kWord) {
      hash = Mix(hash, WordAt(bytes + i));
    }
  }
  if (length == 0) return std::nullopt;
  return absl::StrCat(absl::Hex(Mix(hash, length), absl::kZeroPad16));
}

}  // namespace feluda

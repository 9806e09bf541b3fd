#include "lib/operators/video_hash/tmk_file.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/files/file_bytes.h"
#include "lib/files/file_writer.h"

namespace feluda {
namespace {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
              "numbers are copied as they are in memory");

constexpr absl::string_view kWords = "TMK1FVECPDQF";

// The numbers that follow the words.
struct Header {
  int32_t frames_per_second;
  int32_t periods;
  int32_t coefficients;
  int32_t dimension;
  int32_t frame_count;
};

constexpr size_t kHeaderBytes = kWords.size() + sizeof(Header);

// The largest number that a header may have, so that the size of the file fits
// in 64 bits.
constexpr int32_t kMax = 1 << 16;

// The largest file that is read. The usual ones have 257 KiB.
constexpr int64_t kMaxBytes = int64_t{1} << 26;

uint64_t SizeOf(const Header& header) {
  const uint64_t features =
      uint64_t{2} * header.periods * header.coefficients * header.dimension;
  return kHeaderBytes + 4 * (uint64_t{0} + header.periods +
                             header.coefficients + header.dimension + features);
}

absl::Status Invalid(absl::string_view name, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(name, ": ", what));
}

absl::Status CheckHeader(const Header& header, absl::string_view name) {
  for (int32_t number :
       {header.periods, header.coefficients, header.dimension}) {
    if (number < 1 || number > kMax) {
      return Invalid(name,
                     absl::StrCat("its header has ", number, " for a number ",
                                  "that must be 1 to ", kMax));
    }
  }
  if (header.frames_per_second >= 1 && header.frame_count >= 0) {
    return absl::OkStatus();
  }
  return Invalid(name, absl::StrCat("its header has ", header.frame_count,
                                    " frames at ", header.frames_per_second,
                                    " a second; the file is damaged"));
}

template <typename T>
void Append(const std::vector<T>& numbers, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(numbers.data()),
               numbers.size() * sizeof(T));
}

template <typename T>
std::vector<T> Take(size_t count, absl::string_view& bytes) {
  std::vector<T> numbers(count);
  std::memcpy(numbers.data(), bytes.data(), count * sizeof(T));
  bytes.remove_prefix(count * sizeof(T));
  return numbers;
}

bool AllFinite(const TmkHash& hash) {
  for (const auto* numbers :
       {&hash.coefficients, &hash.average, &hash.cosines, &hash.sines}) {
    for (float number : *numbers) {
      if (!std::isfinite(number)) return false;
    }
  }
  return true;
}

}  // namespace

std::string TmkToBytes(const TmkHash& hash) {
  const Header header = {
      hash.frames_per_second, static_cast<int32_t>(hash.periods.size()),
      static_cast<int32_t>(hash.coefficients.size()),
      static_cast<int32_t>(hash.dimension()), hash.frame_count};
  std::string bytes(kWords);
  bytes.append(reinterpret_cast<const char*>(&header), sizeof(header));
  Append(hash.periods, bytes);
  Append(hash.coefficients, bytes);
  Append(hash.average, bytes);
  Append(hash.cosines, bytes);
  Append(hash.sines, bytes);
  return bytes;
}

absl::StatusOr<TmkHash> TmkFromBytes(absl::string_view bytes,
                                     absl::string_view name) {
  if (bytes.size() < kHeaderBytes || bytes.substr(0, kWords.size()) != kWords) {
    return Invalid(name, "is not a TMK+PDQF hash");
  }
  Header header;
  std::memcpy(&header, bytes.data() + kWords.size(), sizeof(header));
  if (absl::Status s = CheckHeader(header, name); !s.ok()) return s;
  if (bytes.size() != SizeOf(header)) {
    return Invalid(
        name, absl::StrCat("has ", bytes.size(), " bytes, its header tells of ",
                           SizeOf(header)));
  }
  bytes.remove_prefix(kHeaderBytes);
  TmkHash hash;
  hash.frames_per_second = header.frames_per_second;
  hash.frame_count = header.frame_count;
  hash.periods = Take<int32_t>(header.periods, bytes);
  hash.coefficients = Take<float>(header.coefficients, bytes);
  hash.average = Take<float>(header.dimension, bytes);
  const size_t features = hash.IndexOf(hash.periods.size(), 0);
  hash.cosines = Take<float>(features, bytes);
  hash.sines = Take<float>(features, bytes);
  for (int32_t period : hash.periods) {
    if (period < 1) return Invalid(name, "has a period of less than a frame");
  }
  if (!AllFinite(hash)) return Invalid(name, "has a number that is not finite");
  return hash;
}

absl::Status WriteTmk(const TmkHash& hash, const std::string& path) {
  return WriteFileWhole(path, TmkToBytes(hash), Durability::kUnsynced);
}

absl::StatusOr<TmkHash> ReadTmk(const std::string& path) {
  absl::StatusOr<std::string> bytes = ReadFileBytes(path, kMaxBytes);
  if (!bytes.ok()) return bytes.status();
  return TmkFromBytes(*bytes, path);
}

}  // namespace feluda

#include "lib/networks/tokenizer/gzip.h"

#include <algorithm>
#include <limits>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "zlib.h"

namespace feluda {
namespace {

// zlib's window of 32 KiB, and a header of gzip rather than of zlib.
constexpr int kGzipWindow = 15 + 16;
constexpr size_t kStep = 1 << 20;

// The state of zlib, which is freed on every way out.
class Inflater {
 public:
  explicit Inflater(absl::string_view bytes) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    result_ = inflateInit2(&stream_, kGzipWindow);
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Appends up to `most` bytes. Returns whether there may be more.
  bool Append(size_t most, std::string& out) {
    if (result_ != Z_OK) return false;
    const size_t before = out.size();
    out.resize(before + most);
    stream_.next_out = reinterpret_cast<Bytef*>(&out[before]);
    stream_.avail_out = static_cast<uInt>(most);
    result_ = inflate(&stream_, Z_NO_FLUSH);
    out.resize(out.size() - stream_.avail_out);
    return result_ == Z_OK && out.size() == before + most;
  }

  // Whether all was unpacked, with the right checksum, and nothing follows.
  bool AtEnd() const {
    return result_ == Z_STREAM_END && stream_.avail_in == 0;
  }

 private:
  z_stream stream_ = {};
  int result_;
};

}  // namespace

bool IsGzip(absl::string_view bytes) {
  return bytes.size() >= 2 && bytes[0] == '\x1F' && bytes[1] == '\x8B';
}

absl::StatusOr<std::string> Gunzip(absl::string_view bytes, size_t max_bytes) {
  if (bytes.size() > std::numeric_limits<uInt>::max()) {
    return absl::ResourceExhaustedError("has more than 4 GiB");
  }
  Inflater inflater(bytes);
  std::string text;
  // A byte above the limit tells what is too long.
  while (inflater.Append(std::min(kStep, max_bytes + 1 - text.size()), text)) {
    if (text.size() > max_bytes) break;
  }
  if (text.size() > max_bytes) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "unpacks to more than the ", max_bytes, " bytes that are read"));
  }
  if (!inflater.AtEnd()) {
    return absl::InvalidArgumentError(
        "is a damaged gzip file or one that ends early");
  }
  return text;
}

}  // namespace feluda

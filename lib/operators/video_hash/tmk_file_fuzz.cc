// Fuzzes TmkFromBytes(): what it reads is written as the same bytes, and can be
// compared.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "lib/operators/video_hash/tmk_file.h"
#include "lib/operators/video_hash/tmk_similarity.h"

namespace feluda {
namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using feluda::Require;
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<feluda::TmkHash> hash =
      feluda::TmkFromBytes(bytes, "a file");
  if (!hash.ok()) {
    Require(absl::StartsWith(hash.status().message(), "a file: "),
            "an error names the file");
    return 0;
  }
  Require(feluda::TmkToBytes(*hash) == bytes, "it is written the same");
  const absl::StatusOr<double> score = feluda::Level1Score(*hash, *hash);
  Require(score.ok() && !std::isnan(*score), "it is compared with itself");
  return 0;
}

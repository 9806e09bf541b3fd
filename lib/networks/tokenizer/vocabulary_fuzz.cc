// Fuzzes the files of a vocabulary. The first byte says which: vocab.json and
// merges.txt with a zero byte between, merges alone, or a gzip file. Each must
// be refused as invalid or give a vocabulary that encodes.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/networks/tokenizer/bpe_vocabulary.h"
#include "lib/networks/tokenizer/byte_pairs.h"
#include "lib/networks/tokenizer/gzip.h"

namespace feluda {
namespace {

constexpr size_t kMaxUnpacked = 1 << 16;

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

absl::StatusOr<BpeVocabulary> ParseBoth(absl::string_view bytes) {
  const size_t zero = bytes.find('\0');
  const absl::string_view rest =
      zero == absl::string_view::npos ? "" : bytes.substr(zero + 1);
  return BpeVocabulary::Parse({"vocab.json", bytes.substr(0, zero)},
                              {"merges.txt", rest});
}

void Check(const absl::StatusOr<BpeVocabulary>& vocabulary) {
  if (!vocabulary.ok()) {
    Require(vocabulary.status().code() == absl::StatusCode::kInvalidArgument,
            "what is refused is refused as invalid");
    return;
  }
  const std::vector<int32_t> tokens =
      EncodeBytePairs(*vocabulary, "in the photograph of a cat");
  for (const int32_t token : tokens) {
    Require(token >= 0 && token < vocabulary->size(), "ids are below the size");
  }
}

void CheckGzip(absl::string_view bytes) {
  const auto text = Gunzip(bytes, kMaxUnpacked);
  if (text.ok()) Require(text->size() <= kMaxUnpacked, "the limit is kept");
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const absl::string_view bytes(reinterpret_cast<const char*>(data) + 1,
                                size - 1);
  switch (data[0] % 3) {
    case 0:
      feluda::Check(feluda::ParseBoth(bytes));
      break;
    case 1:
      feluda::Check(feluda::BpeVocabulary::Parse({"merges.txt", bytes}));
      break;
    default:
      feluda::CheckGzip(bytes);
  }
  return 0;
}

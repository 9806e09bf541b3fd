// Fuzzes the tokenizer with texts: each must be refused as invalid or give ids
// of the vocabulary, the start token first and the end token last.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "lib/networks/tokenizer/bpe_vocabulary.h"
#include "lib/networks/tokenizer/clip_tokenizer.h"

namespace feluda {
namespace {

constexpr absl::string_view kMerges =
    "#version: 0.2\nt h\nth e</w>\na n\ni n\nà ¤\nð Ł\nðŁ ĺ\n";

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

const ClipTokenizer& Tokenizer() {
  static const auto* const kTokenizer = new ClipTokenizer(
      *BpeVocabulary::Parse(BpeVocabulary::File{"merges.txt", kMerges}));
  return *kTokenizer;
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const feluda::ClipTokenizer& tokenizer = feluda::Tokenizer();
  const auto ids = tokenizer.Encode(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  if (!ids.ok()) {
    feluda::Require(ids.status().code() == absl::StatusCode::kInvalidArgument,
                    "what is refused is refused as invalid");
    return 0;
  }
  feluda::Require(ids->size() >= 2 && ids->size() <= tokenizer.kContextLength,
                  "the length is within the limits");
  feluda::Require(ids->front() == tokenizer.vocabulary().start_token() &&
                      ids->back() == tokenizer.vocabulary().end_token(),
                  "start and end are there");
  for (const int32_t id : *ids) {
    feluda::Require(id >= 0 && id < tokenizer.vocabulary().size(),
                    "ids are those of the vocabulary");
  }
  return 0;
}

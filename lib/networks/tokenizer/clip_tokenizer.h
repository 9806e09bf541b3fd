// Turns text into CLIP's tokens: a start token, the pieces of its words by
// byte-level BPE, an end token.
//
//   auto vocabulary = BpeVocabulary::Load("vocab.json", "merges.txt");
//   if (!vocabulary.ok()) return vocabulary.status();
//   const ClipTokenizer tokenizer(*std::move(vocabulary));
//   tokenizer.Encode("a photo of a cat");
//   // 49406, 320, 1125, 539, 320, 2368, 49407
//
// The ids are those of openai/CLIP's tokenizer with ftfy, but for text whose
// encoding ftfy would repair (see text_cleaning.h). Hugging Face's
// CLIPTokenizer gives the same for plain text; its fast variant neither
// unescapes HTML nor mends quotation marks, ligatures and controls.
//
// Threads: any number.

#ifndef LIB_NETWORKS_TOKENIZER_CLIP_TOKENIZER_H_
#define LIB_NETWORKS_TOKENIZER_CLIP_TOKENIZER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/networks/tokenizer/bpe_vocabulary.h"

namespace feluda {

class ClipTokenizer {
 public:
  // The tokens that CLIP's text tower has room for.
  static constexpr size_t kContextLength = 77;

  explicit ClipTokenizer(BpeVocabulary vocabulary)
      : vocabulary_(std::move(vocabulary)) {}

  // Returns at most `context_length` ids, the start and end tokens among them.
  // Longer text is cut off; shorter text is not padded. Error: InvalidArgument
  // if the text is not UTF-8 or has more than 1 MiB. REQUIRES: context_length
  // >= 2.
  absl::StatusOr<std::vector<int32_t>> Encode(
      absl::string_view text, size_t context_length = kContextLength) const;

  const BpeVocabulary& vocabulary() const { return vocabulary_; }

 private:
  BpeVocabulary vocabulary_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_CLIP_TOKENIZER_H_

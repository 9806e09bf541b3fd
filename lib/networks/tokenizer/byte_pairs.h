// Byte-pair encoding of a word: each byte begins as a token. As long as any two
// neighbours merge, the pair of the lowest rank is merged wherever it occurs,
// from left to right.
//
// Threads: any number. Time: n log n for n bytes.

#ifndef LIB_NETWORKS_TOKENIZER_BYTE_PAIRS_H_
#define LIB_NETWORKS_TOKENIZER_BYTE_PAIRS_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/networks/tokenizer/bpe_vocabulary.h"

namespace feluda {

// Returns the tokens of a word. REQUIRES: `word` is not empty.
std::vector<int32_t> EncodeBytePairs(const BpeVocabulary& vocabulary,
                                     absl::string_view word);

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_BYTE_PAIRS_H_

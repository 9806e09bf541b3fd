// Splits cleaned text into the words that CLIP's tokenizer encodes one by one.
//
//   SplitWords(U"it's 42 <3!");  // it, 's, 4, 2, <, 3, !
//
// Threads: any number.

#ifndef LIB_NETWORKS_TOKENIZER_WORD_SPLIT_H_
#define LIB_NETWORKS_TOKENIZER_WORD_SPLIT_H_

#include <string>
#include <vector>

namespace feluda {

inline constexpr char kStartOfText[] = "<|startoftext|>";
inline constexpr char kEndOfText[] = "<|endoftext|>";

// Returns the text's words from left to right: the special tokens above, the
// ends of English contractions ('s, 't, 're, 've, 'm, 'll, 'd), runs of
// letters, single digits, and runs of anything else but white space. At most
// `most` words are returned.
std::vector<std::u32string> SplitWords(const std::u32string& text, size_t most);

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_WORD_SPLIT_H_

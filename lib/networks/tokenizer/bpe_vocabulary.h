// The vocabulary of a byte-level BPE (byte-pair encoding), as CLIP has it: a
// token for each byte, a second for each byte that ends a word, and for each
// pair of tokens that merges into one what it becomes. Files write a byte as a
// visible character ('a' as a, a blank as Ġ) and the end of a word as </w>.
//
//   auto vocabulary = BpeVocabulary::Load("bpe_simple_vocab_16e6.txt.gz");
//   auto same = BpeVocabulary::Load("vocab.json", "merges.txt");
//
// The files are not trusted: what cannot be CLIP's is an error that names the
// file, the line or the token, and the remedy.
//
// Threads: reading is safe from any number. Memory: about 3 MB for CLIP's.

#ifndef LIB_NETWORKS_TOKENIZER_BPE_VOCABULARY_H_
#define LIB_NETWORKS_TOKENIZER_BPE_VOCABULARY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

class BpeVocabulary {
 public:
  // What a pair of tokens becomes. Pairs of lower rank are merged first.
  struct Merge {
    int32_t rank;
    int32_t token;
  };

  // A file's name, for errors, and its bytes.
  struct File {
    std::string name;
    absl::string_view bytes;
  };

  // Reads openai/CLIP's file of merges, packed by gzip or not. Ids are the
  // places of tokens: the bytes, the bytes that end a word, the merges in their
  // order (of the file's 262,144 the first 48,894), the start and the end of
  // the text.
  static absl::StatusOr<BpeVocabulary> Load(const std::string& merges_path);
  static absl::StatusOr<BpeVocabulary> Parse(const File& merges);

  // Reads Hugging Face's two files. Ids are those that vocab.json says.
  static absl::StatusOr<BpeVocabulary> Load(const std::string& vocab_path,
                                            const std::string& merges_path);
  static absl::StatusOr<BpeVocabulary> Parse(const File& vocab,
                                             const File& merges);

  int32_t ByteToken(uint8_t byte) const { return byte_tokens_[byte]; }
  int32_t LastByteToken(uint8_t byte) const { return last_byte_tokens_[byte]; }
  int32_t start_token() const { return start_token_; }
  int32_t end_token() const { return end_token_; }

  // One more than the largest id.
  int32_t size() const { return size_; }

  // Null if the two do not merge.
  const Merge* FindMerge(int32_t left, int32_t right) const {
    const auto found = merges_.find(Key(left, right));
    return found == merges_.end() ? nullptr : &found->second;
  }

 private:
  friend class BpeVocabularyParser;

  static uint64_t Key(int32_t left, int32_t right) {
    return uint64_t{static_cast<uint32_t>(left)} << 32 |
           static_cast<uint32_t>(right);
  }

  std::array<int32_t, 256> byte_tokens_ = {};
  std::array<int32_t, 256> last_byte_tokens_ = {};
  std::unordered_map<uint64_t, Merge> merges_;
  int32_t start_token_ = 0;
  int32_t end_token_ = 0;
  int32_t size_ = 0;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_BPE_VOCABULARY_H_

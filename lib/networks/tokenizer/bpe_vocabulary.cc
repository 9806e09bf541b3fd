#include "lib/networks/tokenizer/bpe_vocabulary.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "lib/files/file_bytes.h"
#include "lib/networks/tokenizer/gzip.h"
#include "lib/networks/tokenizer/merges_file.h"
#include "lib/networks/tokenizer/text/unicode.h"
#include "lib/networks/tokenizer/vocab_file.h"
#include "lib/networks/tokenizer/word_split.h"

namespace feluda {
namespace {

// CLIP's files have 1.4 and, unpacked, 3.2 MB.
constexpr int64_t kMaxFileBytes = 64 << 20;

constexpr char kEndOfWord[] = "</w>";

bool Shows(int byte) {
  return (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) ||
         byte >= 0xAE;
}

// All bytes in the order of their ids: first those that show as a character.
std::vector<uint8_t> BytesInOrder() {
  std::vector<uint8_t> bytes(256);
  for (int i = 0; i < 256; ++i) bytes[i] = i;
  std::stable_partition(bytes.begin(), bytes.end(), Shows);
  return bytes;
}

// What is written for each byte of BytesInOrder(): the character of that
// number, or the next from U+0100 on where that does not show.
std::vector<std::string> BytesAsWritten() {
  std::vector<std::string> written;
  char32_t next = 0x100;
  for (const uint8_t byte : BytesInOrder()) {
    const char32_t c = Shows(byte) ? byte : next++;
    written.push_back(EncodeUtf8(std::u32string(1, c)));
  }
  return written;
}

absl::StatusOr<std::string> ReadPacked(const std::string& path) {
  absl::StatusOr<std::string> bytes = ReadFileBytes(path, kMaxFileBytes);
  if (!bytes.ok() || !IsGzip(*bytes)) return bytes;
  absl::StatusOr<std::string> text = Gunzip(*bytes, kMaxFileBytes);
  if (text.ok()) return text;
  return absl::Status(text.status().code(),
                      absl::StrCat(path, ": ", text.status().message()));
}

// Gives every token of openai/CLIP's its place.
TokenIds NumberTokens(const std::vector<MergeLine>& merges) {
  TokenIds ids;
  int32_t next = 0;
  const std::vector<std::string> bytes = BytesAsWritten();
  for (const std::string& byte : bytes) ids[byte] = next++;
  for (const std::string& byte : bytes) {
    ids[absl::StrCat(byte, kEndOfWord)] = next++;
  }
  for (const MergeLine& merge : merges) {
    ids[absl::StrCat(merge.left, merge.right)] = next++;
  }
  ids[kStartOfText] = next++;
  ids[kEndOfText] = next++;
  return ids;
}

}  // namespace

// Finds the ids of the tokens that a vocabulary must have.
class BpeVocabularyParser {
 public:
  // `name` is that of the file that tokens come from, for errors.
  BpeVocabularyParser(const TokenIds& ids, const std::string& name)
      : ids_(ids), name_(name) {}

  absl::StatusOr<BpeVocabulary> Build(const std::string& merges_name,
                                      const std::vector<MergeLine>& merges) {
    const std::vector<uint8_t> bytes = BytesInOrder();
    const std::vector<std::string> written = BytesAsWritten();
    for (size_t i = 0; i < bytes.size(); ++i) {
      vocabulary_.byte_tokens_[bytes[i]] = Find(written[i]);
      vocabulary_.last_byte_tokens_[bytes[i]] =
          Find(absl::StrCat(written[i], kEndOfWord));
    }
    vocabulary_.start_token_ = Find(kStartOfText);
    vocabulary_.end_token_ = Find(kEndOfText);
    if (!missing_.empty()) return Missing("CLIP's vocabularies have");
    for (const auto& [token, id] : ids_) {
      vocabulary_.size_ = std::max(vocabulary_.size_, id + 1);
    }
    vocabulary_.merges_.reserve(merges.size());
    for (size_t rank = 0; rank < merges.size(); ++rank) {
      AddMerge(merges[rank], rank);
      if (!missing_.empty()) {
        return Missing(
            absl::StrCat(merges_name, ":", merges[rank].line, " needs"));
      }
    }
    return std::move(vocabulary_);
  }

 private:
  void AddMerge(const MergeLine& merge, size_t rank) {
    const int32_t left = Find(absl::StrCat(merge.left));
    const int32_t right = Find(absl::StrCat(merge.right));
    const int32_t both = Find(absl::StrCat(merge.left, merge.right));
    vocabulary_.merges_[BpeVocabulary::Key(left, right)] = {
        static_cast<int32_t>(rank), both};
  }

  int32_t Find(const std::string& token) {
    const auto found = ids_.find(token);
    if (found != ids_.end()) return found->second;
    if (missing_.empty()) missing_ = token;
    return 0;
  }

  // `why` completes "which ...".
  absl::Status Missing(absl::string_view why) const {
    return absl::InvalidArgumentError(absl::StrCat(
        name_, ": has no token \"", absl::Utf8SafeCEscape(missing_),
        "\", which ", why,
        "; give the vocabulary and the merges of the same CLIP model"));
  }

  const TokenIds& ids_;
  const std::string& name_;
  BpeVocabulary vocabulary_;
  // The first token that was looked for in vain.
  std::string missing_;
};

absl::StatusOr<BpeVocabulary> BpeVocabulary::Parse(const File& merges) {
  const auto lines = ParseMerges(merges.name, merges.bytes);
  if (!lines.ok()) return lines.status();
  const TokenIds ids = NumberTokens(*lines);
  return BpeVocabularyParser(ids, merges.name).Build(merges.name, *lines);
}

absl::StatusOr<BpeVocabulary> BpeVocabulary::Parse(const File& vocab,
                                                   const File& merges) {
  const auto ids = ParseVocab(vocab.name, vocab.bytes);
  if (!ids.ok()) return ids.status();
  const auto lines = ParseMerges(merges.name, merges.bytes);
  if (!lines.ok()) return lines.status();
  return BpeVocabularyParser(*ids, vocab.name).Build(merges.name, *lines);
}

absl::StatusOr<BpeVocabulary> BpeVocabulary::Load(
    const std::string& merges_path) {
  const auto merges = ReadPacked(merges_path);
  if (!merges.ok()) return merges.status();
  return Parse(File{merges_path, *merges});
}

absl::StatusOr<BpeVocabulary> BpeVocabulary::Load(
    const std::string& vocab_path, const std::string& merges_path) {
  const auto vocab = ReadPacked(vocab_path);
  if (!vocab.ok()) return vocab.status();
  const auto merges = ReadPacked(merges_path);
  if (!merges.ok()) return merges.status();
  return Parse(File{vocab_path, *vocab}, File{merges_path, *merges});
}

}  // namespace feluda

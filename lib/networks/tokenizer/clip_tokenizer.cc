#include "lib/networks/tokenizer/clip_tokenizer.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/tokenizer/byte_pairs.h"
#include "lib/networks/tokenizer/text/text_cleaning.h"
#include "lib/networks/tokenizer/text/unicode.h"
#include "lib/networks/tokenizer/word_split.h"

namespace feluda {
namespace {

// Far more than 77 tokens take.
constexpr size_t kMaxTextBytes = 1 << 20;

}  // namespace

absl::StatusOr<std::vector<int32_t>> ClipTokenizer::Encode(
    absl::string_view text, size_t context_length) const {
  if (text.size() > kMaxTextBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("the text has ", text.size(), " bytes, of which at most ",
                     kMaxTextBytes, " are taken; shorten it"));
  }
  const absl::StatusOr<std::u32string> clean = CleanText(text);
  if (!clean.ok()) return clean.status();
  std::vector<int32_t> ids = {vocabulary_.start_token()};
  for (const std::u32string& word : SplitWords(*clean, context_length)) {
    const std::string bytes = EncodeUtf8(word);
    if (bytes == kStartOfText) {
      ids.push_back(vocabulary_.start_token());
    } else if (bytes == kEndOfText) {
      ids.push_back(vocabulary_.end_token());
    } else {
      const std::vector<int32_t> pieces = EncodeBytePairs(vocabulary_, bytes);
      ids.insert(ids.end(), pieces.begin(), pieces.end());
    }
    if (ids.size() >= context_length) break;
  }
  ids.resize(std::min(ids.size(), context_length - 1));
  ids.push_back(vocabulary_.end_token());
  return ids;
}

}  // namespace feluda

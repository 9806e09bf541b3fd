// Reads vocab.json: a JSON object of tokens and their ids.
//
// Threads: any number.

#ifndef LIB_NETWORKS_TOKENIZER_VOCAB_FILE_H_
#define LIB_NETWORKS_TOKENIZER_VOCAB_FILE_H_

#include <cstdint>
#include <string>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

using TokenIds = std::unordered_map<std::string, int32_t>;

// Reads the text of the file `name`. Ids are not negative, and no two tokens
// have the same. Error: InvalidArgument, which names the file, the byte or the
// token, and the remedy.
absl::StatusOr<TokenIds> ParseVocab(const std::string& name,
                                    absl::string_view json);

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_VOCAB_FILE_H_

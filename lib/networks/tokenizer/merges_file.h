// Reads the lines of a file of BPE merges: a line with "#version", then on each
// line two tokens with a blank between, the most important pair first.
//
// Threads: any number.

#ifndef LIB_NETWORKS_TOKENIZER_MERGES_FILE_H_
#define LIB_NETWORKS_TOKENIZER_MERGES_FILE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// How many merges CLIP reads from a longer file.
inline constexpr size_t kMaxMerges = 49152 - 256 - 2;

// Views into the file's text.
struct MergeLine {
  absl::string_view left;
  absl::string_view right;
  // Counts from 1.
  size_t line;
};

// Reads the text of the file `name`. Error: InvalidArgument, which names the
// file, the line and the remedy.
absl::StatusOr<std::vector<MergeLine>> ParseMerges(const std::string& name,
                                                   absl::string_view text);

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_MERGES_FILE_H_

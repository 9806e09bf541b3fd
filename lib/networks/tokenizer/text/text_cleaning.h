// Cleans a text as openai/CLIP does before it is split into tokens: mistakes of
// encoding and typography mended (ftfy's fix_text()), HTML's entities unescaped
// twice, white space collapsed, lower case.
//
//   absl::StatusOr<std::u32string> text = CleanText(" “Caf&eacute;”\tBAR ");
//   // "café" bar, in straight quotation marks
//
// All of ftfy's fixes are made but one: ftfy guesses whether UTF-8 was once
// decoded in another encoding ("cafÃ©"), and such text is left as it is.
//
// Threads: any number.

#ifndef LIB_NETWORKS_TOKENIZER_TEXT_TEXT_CLEANING_H_
#define LIB_NETWORKS_TOKENIZER_TEXT_TEXT_CLEANING_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// InvalidArgumentError if the text is not UTF-8.
absl::StatusOr<std::u32string> CleanText(absl::string_view text);

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_TEXT_TEXT_CLEANING_H_

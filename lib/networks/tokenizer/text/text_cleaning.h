// Cleans a text as openai/CLIP does before it is split into tokens: repairs its
// encoding and typography (ftfy's fix_text()), unescapes HTML's entities twice,
// collapses white space, and makes it lower case.
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

// Returns the cleaned text. Error: InvalidArgument if it is not UTF-8.
absl::StatusOr<std::u32string> CleanText(absl::string_view text);

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_TEXT_TEXT_CLEANING_H_

#include "lib/data/pages/prose.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace feluda {

Prose::Prose(std::vector<PageLanguage> languages, const RandomStream& random)
    : languages_(std::move(languages)), random_(random) {
  StartParagraph();
}

// A remainder favours some numbers, by less than one in 10^17 here.
int Prose::Pick(int least, int most) {
  const uint64_t choices = static_cast<uint64_t>(most - least) + 1;
  return least + static_cast<int>(random_.Bits(drawn_++) % choices);
}

void Prose::StartSentence() {
  words_left_ = Pick(5, 10);
  starts_sentence_ = true;
}

void Prose::StartParagraph() {
  sentences_left_ = Pick(2, 4);
  StartSentence();
}

ProseWord Prose::Next() {
  ProseWord word;
  word.language = languages_[paragraphs_ % languages_.size()];
  const auto words = WordsOf(word.language);
  word.text = std::string(words[Pick(0, static_cast<int>(words.size()) - 1)]);
  if (starts_sentence_) word.text[0] = absl::ascii_toupper(word.text[0]);
  starts_sentence_ = false;
  if (--words_left_ > 0) return word;
  absl::StrAppend(&word.text, SentenceEndOf(word.language));
  if (--sentences_left_ > 0) {
    StartSentence();
    return word;
  }
  word.ends_paragraph = true;
  ++paragraphs_;
  StartParagraph();
  return word;
}

}  // namespace feluda

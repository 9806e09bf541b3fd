// Makes prose of random words in sentences and paragraphs. The paragraphs take
// the languages in turn.
//
//   Prose prose({PageLanguage::kHindi}, RandomStream(/*seed=*/42, 0));
//   for (ProseWord word = prose.Next(); !word.ends_paragraph;
//        word = prose.Next()) {
//     Print(word.text);
//   }

#ifndef LIB_DATA_PAGES_PROSE_H_
#define LIB_DATA_PAGES_PROSE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "lib/data/pages/word_lists.h"
#include "lib/data/random.h"

namespace feluda {

struct ProseWord {
  PageLanguage language = PageLanguage::kEnglish;
  // The word in UTF-8, NFC, with a full stop if it is the last of its sentence.
  std::string text;
  bool ends_paragraph = false;
};

class Prose {
 public:
  // REQUIRES: at least one language.
  Prose(std::vector<PageLanguage> languages, const RandomStream& random);

  ProseWord Next();

 private:
  // Picks a number from `least` to `most`.
  int Pick(int least, int most);
  void StartSentence();
  void StartParagraph();

  const std::vector<PageLanguage> languages_;
  const RandomStream random_;
  uint64_t drawn_ = 0;
  size_t paragraphs_ = 0;
  int sentences_left_ = 0;
  int words_left_ = 0;
  bool starts_sentence_ = true;
};

}  // namespace feluda

#endif  // LIB_DATA_PAGES_PROSE_H_

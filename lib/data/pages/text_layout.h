// Sets words into lines: tells where each word stands, and the text that they
// make.
//
//   const BlockFrame frame = {40.0, 40.0, 920.0, 620.0};
//   TextBlock block = SetBlock(prose, fonts, frame, /*justified=*/false);
//   for (const PlacedWord& placed : block.words) {
//     fonts.at(placed.language).Draw(placed.word, placed.origin, page);
//   }

#ifndef LIB_DATA_PAGES_TEXT_LAYOUT_H_
#define LIB_DATA_PAGES_TEXT_LAYOUT_H_

#include <map>
#include <string>
#include <vector>

#include "lib/data/pages/page_font.h"
#include "lib/data/pages/prose.h"
#include "lib/data/pages/word_lists.h"

namespace feluda {

// A font for each language of the prose.
using PageFonts = std::map<PageLanguage, PageFont>;

struct PlacedWord {
  PageLanguage language;
  ShapedWord word;
  // The position of the word's left end on the baseline.
  PagePoint origin;
};

struct TextBlock {
  std::vector<PlacedWord> words;
  // The text of the words, with a line feed after each line and an empty line
  // between paragraphs.
  std::string text;
};

// A rectangle, in pixels.
struct BlockFrame {
  double left = 0.0;
  double top = 0.0;
  double width = 0.0;
  double height = 0.0;
};

// Takes prose until the frame is full. Words wider than the frame extend beyond
// it. If `justified`, lines reach from side to side, except the last of a
// paragraph and lines with too few words.
TextBlock SetBlock(Prose& prose, const PageFonts& fonts,
                   const BlockFrame& frame, bool justified);

}  // namespace feluda

#endif  // LIB_DATA_PAGES_TEXT_LAYOUT_H_

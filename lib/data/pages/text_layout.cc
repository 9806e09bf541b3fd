#include "lib/data/pages/text_layout.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

// The space between paragraphs, as a part of a line's height.
constexpr double kParagraphGap = 0.5;

struct LineWord {
  ProseWord prose;
  ShapedWord shaped;
};

struct Line {
  std::vector<LineWord> words;
  // The width of the words without the spaces between them.
  double width = 0.0;
  double space = 0.0;
  bool ends_paragraph = false;
};

// Breaks prose into lines, each with as many words as it can hold.
class LineBreaker {
 public:
  LineBreaker(Prose& prose, const PageFonts& fonts, double width)
      : prose_(prose), fonts_(fonts), width_(width) {}

  Line Next() {
    Line line;
    LineWord word = Take();
    line.space = fonts_.at(word.prose.language).Shape(" ").width;
    do {
      line.ends_paragraph = word.prose.ends_paragraph;
      line.width += word.shaped.width;
      line.words.push_back(std::move(word));
      if (line.ends_paragraph) return line;
      word = Take();
    } while (line.width + line.words.size() * line.space + word.shaped.width <=
             width_);
    kept_ = std::move(word);
    return line;
  }

 private:
  LineWord Take() {
    if (kept_.has_value()) return *std::exchange(kept_, std::nullopt);
    LineWord word;
    word.prose = prose_.Next();
    word.shaped = fonts_.at(word.prose.language).Shape(word.prose.text);
    return word;
  }

  Prose& prose_;
  const PageFonts& fonts_;
  const double width_;
  // The word that did not fit into the line before.
  std::optional<LineWord> kept_;
};

// Leaves a line as it is if justifying it would make wide gaps.
double WidenedSpace(const Line& line, double width) {
  constexpr double kWidest = 2.5;
  const size_t spaces = line.words.size() - 1;
  if (spaces == 0) return line.space;
  const double widened = (width - line.width) / spaces;
  return widened <= kWidest * line.space ? widened : line.space;
}

void Place(Line line, PagePoint origin, double space, TextBlock& block) {
  for (LineWord& word : line.words) {
    absl::StrAppend(&block.text, &word == &line.words.front() ? "" : " ",
                    word.prose.text);
    const double width = word.shaped.width;
    block.words.push_back(
        {word.prose.language, std::move(word.shaped), origin});
    origin.x += width + space;
  }
  block.text += '\n';
}

}  // namespace

TextBlock SetBlock(Prose& prose, const PageFonts& fonts,
                   const BlockFrame& frame, bool justified) {
  TextBlock block;
  LineBreaker breaker(prose, fonts, frame.width);
  bool starts_paragraph = false;
  double top = frame.top;
  while (true) {
    Line line = breaker.Next();
    const PageFont& font = fonts.at(line.words.front().prose.language);
    if (starts_paragraph) top += kParagraphGap * font.LineHeight();
    if (top + font.LineHeight() > frame.top + frame.height) return block;
    if (starts_paragraph) block.text += '\n';
    const bool widen = justified && !line.ends_paragraph;
    const double space = widen ? WidenedSpace(line, frame.width) : line.space;
    starts_paragraph = line.ends_paragraph;
    Place(std::move(line), {frame.left, top + font.Ascent()}, space, block);
    top += font.LineHeight();
  }
}

}  // namespace feluda

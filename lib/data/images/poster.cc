#include "lib/data/images/poster.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/data/images/photograph.h"
#include "lib/data/images/texture.h"
#include "lib/data/pages/word_lists.h"
#include "opencv2/imgproc.hpp"

namespace feluda {
namespace {

cv::Scalar AnyColor(cv::RNG& random, int darkest, int brightest) {
  return cv::Scalar(random.uniform(darkest, brightest),
                    random.uniform(darkest, brightest),
                    random.uniform(darkest, brightest));
}

std::string Words(cv::RNG& random, int count) {
  const absl::Span<const absl::string_view> words =
      WordsOf(PageLanguage::kEnglish);
  std::string line;
  for (int word = 0; word < count; ++word) {
    absl::StrAppend(&line, word > 0 ? " " : "",
                    words[random.uniform(0, static_cast<int>(words.size()))]);
  }
  return line;
}

// Writes a line as large as the frame allows.
void WriteLine(const std::string& text, int font, const cv::Rect& frame,
               const cv::Scalar& color, cv::Mat& canvas) {
  // OpenCV's letters are some 22 pixels high at this scale, and strokes of 3
  // pixels then look bold.
  constexpr int kBold = 3;
  int base = 0;
  const cv::Size size = cv::getTextSize(text, font, 1.0, kBold, &base);
  const double scale =
      std::min(static_cast<double>(frame.width) / size.width,
               static_cast<double>(frame.height) / (size.height + base));
  const int stroke = std::max(1, static_cast<int>(kBold * scale));
  const cv::Point start(frame.x,
                        frame.y + static_cast<int>(size.height * scale));
  cv::putText(canvas, text, start, font, scale, color, stroke, cv::LINE_AA);
}

// Rays from below, every other one of a second colour.
void DrawRays(cv::RNG& random, cv::Mat& canvas) {
  constexpr int kRays = 18;
  const cv::Point from(canvas.cols * random.uniform(30, 70) / 100, canvas.rows);
  const cv::Scalar color = AnyColor(random, 120, 240);
  // The far ends are on a polygon around the canvas.
  const int far = 2 * (canvas.cols + canvas.rows);
  const auto end = [&](int ray) {
    return cv::Point(from.x - far + 2 * far * ray / kRays, from.y - far / 2);
  };
  for (int ray = 0; ray < kRays; ray += 2) {
    const std::vector<cv::Point> corners = {from, end(ray), end(ray + 1)};
    cv::fillConvexPoly(canvas, corners, color, cv::LINE_AA);
  }
}

void DrawShapes(cv::RNG& random, cv::Mat& canvas) {
  const int unit = std::min(canvas.rows, canvas.cols);
  for (int shape = 0; shape < 8; ++shape) {
    const cv::Point at(random.uniform(0, canvas.cols),
                       random.uniform(0, canvas.rows));
    const int size = unit * random.uniform(5, 22) / 100;
    const cv::Scalar color = AnyColor(random, 40, 250);
    switch (random.uniform(0, 3)) {
      case 0:
        cv::circle(canvas, at, size, color, cv::FILLED, cv::LINE_AA);
        break;
      case 1:
        cv::circle(canvas, at, size, color, std::max(1, size / 5), cv::LINE_AA);
        break;
      default:
        const std::vector<cv::Point> corners = {
            at, at + cv::Point(size, size / 3), at + cv::Point(size / 4, size)};
        cv::fillConvexPoly(canvas, corners, color, cv::LINE_AA);
    }
  }
}

// Dots that grow downwards, as printed half tones do.
void DrawHalftone(cv::RNG& random, const cv::Rect& frame, cv::Mat& canvas) {
  const int step = std::max(4, std::min(canvas.rows, canvas.cols) / 60);
  const cv::Scalar color = AnyColor(random, 20, 120);
  for (int y = frame.y; y < frame.br().y; y += step) {
    const int radius = step * (y - frame.y) / (2 * frame.height);
    for (int x = frame.x; x < frame.br().x; x += step) {
      cv::circle(canvas, {x, y}, radius, color, cv::FILLED, cv::LINE_AA);
    }
  }
}

void DrawFramedPhotograph(cv::RNG& random, const cv::Rect& frame,
                          cv::Mat& canvas) {
  const int border = std::max(2, std::min(frame.width, frame.height) / 30);
  cv::rectangle(canvas, frame, {250, 250, 245}, cv::FILLED);
  cv::Mat inside =
      canvas(cv::Rect(frame.x + border, frame.y + border,
                      frame.width - 2 * border, frame.height - 2 * border));
  DrawPhotograph(random, inside);
}

void WriteHeadline(cv::RNG& random, const cv::Rect& frame, cv::Mat& canvas) {
  const std::string text = absl::AsciiStrToUpper(Words(random, 2));
  const int shadow = std::max(1, std::min(frame.height, frame.width) / 60);
  WriteLine(text, cv::FONT_HERSHEY_DUPLEX, frame + cv::Point(shadow, shadow),
            {20, 20, 20}, canvas);
  WriteLine(text, cv::FONT_HERSHEY_DUPLEX, frame, {255, 255, 255}, canvas);
}

// Small print on a bright band.
void WriteLines(cv::RNG& random, const cv::Rect& frame, cv::Mat& canvas) {
  constexpr int kLines = 4;
  cv::rectangle(canvas, frame, {245, 240, 225}, cv::FILLED);
  const cv::Scalar ink = AnyColor(random, 0, 70);
  const int margin = frame.height / 12;
  const int pitch = (frame.height - margin) / kLines;
  for (int line = 0; line < kLines; ++line) {
    const cv::Rect place(frame.x + margin, frame.y + margin + line * pitch,
                         frame.width - 2 * margin, pitch * 8 / 10);
    WriteLine(Words(random, 6), cv::FONT_HERSHEY_SIMPLEX, place, ink, canvas);
  }
}

}  // namespace

void DrawPoster(cv::RNG& random, cv::Mat& canvas) {
  const int w = canvas.cols, h = canvas.rows;
  std::vector<cv::Vec3b> corners;
  for (int corner = 0; corner < 4; ++corner) {
    corners.push_back(ColorBetween(random, {30, 30, 60}, {230, 200, 220}));
  }
  CornerGradient(corners, canvas.size()).copyTo(canvas);
  DrawRays(random, canvas);
  DrawHalftone(random, {0, h / 2, w, h / 4}, canvas);
  DrawShapes(random, canvas);
  WriteHeadline(random, {w / 20, h / 20, w * 9 / 10, h / 5}, canvas);
  DrawFramedPhotograph(random, {w / 8, h * 3 / 10, w * 3 / 4, h * 4 / 10},
                       canvas);
  WriteLines(random, {w / 20, h * 3 / 4, w * 9 / 10, h / 5}, canvas);
}

}  // namespace feluda

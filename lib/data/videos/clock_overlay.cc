#include "lib/data/videos/clock_overlay.h"

#include <algorithm>

namespace feluda {
namespace {

constexpr YuvColor kBlack = {16, 128, 128};
constexpr YuvColor kWhite = {235, 128, 128};

// These sizes are in units of a stroke's width.
constexpr int kDigitWidth = 4;
constexpr int kColonWidth = 2;
constexpr int kClockWidth = 8 * kDigitWidth + 3 * kColonWidth;
constexpr int kDigitHeight = 5;

// The strokes of a digit as left, top, right and bottom. Their order is: top,
// upper left, upper right, middle, lower left, lower right, bottom.
constexpr int kStrokes[7][4] = {{0, 0, 3, 1}, {0, 0, 1, 3}, {2, 0, 3, 3},
                                {0, 2, 3, 3}, {0, 2, 1, 5}, {2, 2, 3, 5},
                                {0, 4, 3, 5}};

// A bit for each stroke that a digit has, the lowest for the first.
constexpr uint8_t kDigits[10] = {0x77, 0x24, 0x5d, 0x6d, 0x2e,
                                 0x6b, 0x7b, 0x25, 0x7f, 0x6f};

// Where the next digit is drawn, and how large.
struct Pen {
  YuvPicture& picture;
  int unit;
  int left;
  int top;

  void Fill(int x0, int y0, int x1, int y1, const YuvColor& color) {
    FillRectangle(left + x0 * unit, top + y0 * unit, left + x1 * unit,
                  top + y1 * unit, color, picture);
  }
};

void DrawDigit(int64_t digit, Pen& pen) {
  for (int i = 0; i < 7; ++i) {
    if ((kDigits[digit] >> i & 1) == 0) continue;
    const int* const stroke = kStrokes[i];
    pen.Fill(stroke[0], stroke[1], stroke[2], stroke[3], kWhite);
  }
  pen.left += kDigitWidth * pen.unit;
}

void DrawColon(Pen& pen) {
  pen.Fill(0, 1, 1, 2, kWhite);
  pen.Fill(0, 3, 1, 4, kWhite);
  pen.left += kColonWidth * pen.unit;
}

}  // namespace

void DrawClock(int64_t frame, int frames_per_second, YuvPicture& picture) {
  const int unit = std::max(1, picture.height / 80);
  Pen pen = {picture, unit, 2 * unit, 2 * unit};
  pen.Fill(-1, -1, kClockWidth, kDigitHeight + 1, kBlack);
  const int64_t seconds = frame / frames_per_second;
  const int64_t parts[] = {seconds / 3600 % 100, seconds / 60 % 60,
                           seconds % 60, frame % frames_per_second % 100};
  for (int i = 0; i < 4; ++i) {
    if (i > 0) DrawColon(pen);
    DrawDigit(parts[i] / 10, pen);
    DrawDigit(parts[i] % 10, pen);
  }
}

}  // namespace feluda

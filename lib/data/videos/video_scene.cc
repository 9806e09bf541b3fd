#include "lib/data/videos/video_scene.h"

#include <algorithm>
#include <cstddef>

namespace feluda {
namespace {

// The random streams of a seed: the first is the noise, then each scene has
// one.
constexpr uint64_t kNoiseStream = 0;
constexpr uint64_t kFirstSceneStream = 1;

// Uniform numbers, one after the other.
class Dice {
 public:
  explicit Dice(const RandomStream& stream) : stream_(stream) {}

  int Between(int least, int most) {
    const int count = most - least + 1;
    return least + static_cast<int>(stream_.Bits(next_++) %
                                    static_cast<uint64_t>(count));
  }

 private:
  const RandomStream stream_;
  uint64_t next_ = 0;
};

// A triangle wave: 0, 1, ... 255, 255, 254, ... 0, 0, 1, ...
int Wave(int64_t phase) {
  const int position = static_cast<int>(phase & 511);
  return position < 256 ? position : 511 - position;
}

// The position of something that began at `start` and bounces off 0 and `most`.
int Bounce(int start, int step, int64_t frame, int most) {
  if (most <= 0) return 0;
  const int64_t cycle = int64_t{2} * most;
  int64_t position = (start + step * frame) % cycle;
  if (position < 0) position += cycle;
  return static_cast<int>(position <= most ? position : cycle - position);
}

// Half the chord of a circle, by an integer square root.
int HalfChord(int radius, int distance) {
  const int square = radius * radius - distance * distance;
  int root = radius;
  while (root * root > square) --root;
  return root;
}

}  // namespace

VideoScene::VideoScene(const Options& options)
    : options_(options), noise_(options.seed, kNoiseStream) {
  Dice dice(RandomStream(options.seed, kFirstSceneStream + options.number));
  const auto color = [&] {
    const int luma = dice.Between(30, 215);
    const int blue = dice.Between(60, 200);
    const int red = dice.Between(60, 200);
    return YuvColor{static_cast<uint8_t>(luma), static_cast<uint8_t>(blue),
                    static_cast<uint8_t>(red)};
  };
  background_ = color();
  // From a quarter of a wave to four across the picture.
  wave_x_ = dice.Between(128, 2048) * 256 / options.width;
  wave_y_ = dice.Between(128, 2048) * 256 / options.height;
  wave_time_ = dice.Between(-1024, 1024);
  const int side = std::min(options.width, options.height);
  for (Shape& shape : shapes_) {
    shape.is_disc = dice.Between(0, 1) == 1;
    shape.color = color();
    shape.size = dice.Between(side / 12, side / 4);
    shape.x = dice.Between(0, options.width);
    shape.y = dice.Between(0, options.height);
    shape.step_x = dice.Between(-side / 30, side / 30);
    shape.step_y = dice.Between(-side / 30, side / 30);
  }
}

void VideoScene::DrawBackground(int64_t frame, YuvPicture& picture) const {
  for (int y = 0; y < options_.height; ++y) {
    uint8_t* const row =
        picture.luma.data() + static_cast<size_t>(y) * options_.width;
    const int64_t start = int64_t{y} * wave_y_ + frame * wave_time_;
    for (int x = 0; x < options_.width; ++x) {
      const int wave = Wave((start + int64_t{x} * wave_x_) >> 8);
      row[x] = static_cast<uint8_t>((3 * background_.luma + wave) / 4 + 10);
    }
  }
  std::fill(picture.blue.begin(), picture.blue.end(), background_.blue);
  std::fill(picture.red.begin(), picture.red.end(), background_.red);
}

void VideoScene::DrawShape(const Shape& shape, int64_t frame,
                           YuvPicture& picture) const {
  const int x = Bounce(shape.x, shape.step_x, frame, options_.width);
  const int y = Bounce(shape.y, shape.step_y, frame, options_.height);
  const int radius = shape.size / 2;
  for (int row = -radius; row <= radius; ++row) {
    const int half = shape.is_disc ? HalfChord(radius, row) : radius;
    FillRectangle(x - half, y + row, x + half, y + row + 1, shape.color,
                  picture);
  }
}

void VideoScene::AddNoise(int64_t frame, YuvPicture& picture) const {
  if (options_.noise == 0) return;
  constexpr size_t kSamplesPerWord = 8;
  const int levels = 2 * options_.noise + 1;
  const size_t size = picture.luma.size();
  const uint64_t words = (size + kSamplesPerWord - 1) / kSamplesPerWord;
  uint64_t next = static_cast<uint64_t>(frame) * words;
  for (size_t i = 0; i < size; i += kSamplesPerWord) {
    uint64_t bits = noise_.Bits(next++);
    const size_t end = std::min(size, i + kSamplesPerWord);
    for (size_t k = i; k < end; ++k, bits >>= 8) {
      const int change =
          (static_cast<int>(bits & 255) * levels >> 8) - options_.noise;
      picture.luma[k] =
          static_cast<uint8_t>(std::clamp(picture.luma[k] + change, 16, 235));
    }
  }
}

void VideoScene::Draw(int64_t frame, YuvPicture& picture) const {
  DrawBackground(frame, picture);
  for (const Shape& shape : shapes_) DrawShape(shape, frame, picture);
  AddNoise(frame, picture);
}

}  // namespace feluda

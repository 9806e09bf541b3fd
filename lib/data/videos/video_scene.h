// Draws the pictures of a scene: shapes that move over a drifting background,
// and the noise of a camera.
//
//   YuvPicture picture(320, 240);
//   const VideoScene scene({/*seed=*/42, /*number=*/0, 320, 240, /*noise=*/3});
//   scene.Draw(/*frame=*/7, picture);
//
// A frame is a pure function of its number and the options, in integers, so it
// is the same on every machine. Threads: any number. Peak memory: the picture
// alone.

#ifndef LIB_DATA_VIDEOS_VIDEO_SCENE_H_
#define LIB_DATA_VIDEOS_VIDEO_SCENE_H_

#include <array>
#include <cstdint>

#include "lib/data/random.h"
#include "lib/media/video/yuv_picture.h"

namespace feluda {

class VideoScene {
 public:
  struct Options {
    uint64_t seed;
    // The number of the scene; scenes of one seed differ from each other.
    uint64_t number;
    // The size of the pictures, in pixels.
    int width;
    int height;
    // The largest change of a luma sample by noise, 0 to 64.
    int noise;
  };

  explicit VideoScene(const Options& options);

  // `frame` counts from the beginning of the video. REQUIRES: frame >= 0, the
  // picture has the options' size.
  void Draw(int64_t frame, YuvPicture& picture) const;

 private:
  struct Shape {
    bool is_disc;
    YuvColor color;
    int size;
    // The position of the centre at frame 0, and its motion a frame, in pixels.
    int x, y, step_x, step_y;
  };

  static constexpr int kShapes = 6;

  void DrawBackground(int64_t frame, YuvPicture& picture) const;
  void DrawShape(const Shape& shape, int64_t frame, YuvPicture& picture) const;
  void AddNoise(int64_t frame, YuvPicture& picture) const;

  const Options options_;
  const RandomStream noise_;
  YuvColor background_;
  // How fast the background's waves change along a row, a column and in time,
  // in 256ths.
  int wave_x_, wave_y_, wave_time_;
  std::array<Shape, kShapes> shapes_;
};

}  // namespace feluda

#endif  // LIB_DATA_VIDEOS_VIDEO_SCENE_H_

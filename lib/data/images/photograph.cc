#include "lib/data/images/photograph.h"

#include <algorithm>
#include <vector>

#include "lib/data/images/texture.h"
#include "opencv2/imgproc.hpp"

namespace feluda {
namespace {

// Lengths are in thousandths of the canvas's shorter side.
constexpr int kUnits = 1000;

int Pixels(const cv::Mat& canvas, int units) {
  return std::max(1, std::min(canvas.rows, canvas.cols) * units / kUnits);
}

cv::Scalar Shade(const cv::Vec3b& color, int percent) {
  return cv::Scalar(color[0], color[1], color[2]) * percent / 100;
}

// Down to the row `horizon`.
void DrawSky(cv::RNG& random, int horizon, cv::Mat& canvas) {
  cv::Mat sky = canvas.rowRange(0, horizon);
  const cv::Vec3b zenith = ColorBetween(random, {30, 70, 140}, {90, 130, 200});
  const cv::Vec3b haze = ColorBetween(random, {190, 180, 170}, {250, 220, 235});
  CornerGradient({zenith, zenith, haze, haze}, sky.size()).copyTo(sky);
  const cv::Point sun(random.uniform(0, sky.cols), random.uniform(0, horizon));
  BlendColor({255, 240, 200}, Glow(sun, Pixels(canvas, 600), sky.size()), sky);
  const int cover = random.uniform(90, 150);
  const cv::Mat clouds = FractalNoise(random, sky.size(), 62);
  BlendColor({248, 246, 244}, Stretch(clouds, cover, cover + 90), sky);
  cv::circle(sky, sun, Pixels(canvas, 35), {255, 252, 235}, cv::FILLED,
             cv::LINE_AA);
}

// The outline of mountains: each half's middle is moved up or down by up to
// half as much as the whole's.
std::vector<int> Ridge(cv::RNG& random, int middle, int height) {
  constexpr int kSteps = 256;
  std::vector<int> ridge(kSteps + 1, middle);
  for (int step = kSteps; step > 1; step /= 2) {
    for (int x = step / 2; x < kSteps; x += step) {
      const int between = (ridge[x - step / 2] + ridge[x + step / 2]) / 2;
      ridge[x] = between + random.uniform(-height, height + 1);
    }
    height = height * 55 / 100;
  }
  return ridge;
}

// Covers all below the ridge with `surface`.
void DrawBelow(const std::vector<int>& ridge, const cv::Mat& surface,
               cv::Mat& canvas) {
  std::vector<cv::Point> outline;
  const int steps = static_cast<int>(ridge.size()) - 1;
  for (int x = 0; x <= steps; ++x) {
    outline.emplace_back(canvas.cols * x / steps, ridge[x]);
  }
  outline.emplace_back(canvas.cols, canvas.rows);
  outline.emplace_back(0, canvas.rows);
  cv::Mat mask = cv::Mat::zeros(canvas.size(), CV_8UC1);
  cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{outline},
               cv::Scalar(255));
  surface.copyTo(canvas, mask);
}

// The nearer, the darker and the less blue.
void DrawMountains(cv::RNG& random, int horizon, cv::Mat& canvas) {
  constexpr int kRidges = 3;
  const cv::Mat rock = FractalNoise(random, canvas.size(), 72);
  const cv::Vec3b near = ColorBetween(random, {40, 60, 40}, {110, 100, 80});
  for (int ridge = 1; ridge <= kRidges; ++ridge) {
    const int haze = 150 * (kRidges - ridge) / kRidges;
    const cv::Scalar dark = Shade(near, 45) + cv::Scalar(haze, haze, haze + 20);
    const cv::Scalar light = Shade(near, 150) + cv::Scalar(haze, haze, haze);
    const auto color = [](const cv::Scalar& scalar) {
      return cv::Vec3b(cv::saturate_cast<uchar>(scalar[0]),
                       cv::saturate_cast<uchar>(scalar[1]),
                       cv::saturate_cast<uchar>(scalar[2]));
    };
    const int height = Pixels(canvas, 40 + 30 * (kRidges - ridge));
    const int top = horizon - Pixels(canvas, 70 * (kRidges - ridge));
    DrawBelow(Ridge(random, top, height),
              Colorize(rock, {color(dark), color(light)}), canvas);
  }
}

void DrawMeadow(cv::RNG& random, int horizon, cv::Mat& canvas) {
  const cv::Vec3b grass = ColorBetween(random, {60, 90, 30}, {150, 140, 60});
  const cv::Vec3b soil = ColorBetween(random, {30, 40, 20}, {60, 50, 30});
  const cv::Vec3b light = ColorBetween(random, {170, 180, 90}, {220, 210, 120});
  const cv::Mat noise = FractalNoise(random, canvas.size(), 84);
  DrawBelow(Ridge(random, horizon + Pixels(canvas, 60), Pixels(canvas, 15)),
            Colorize(noise, {soil, grass, light}), canvas);
}

void DrawTree(cv::RNG& random, cv::Point foot, int height, cv::Mat& canvas) {
  const cv::Vec3b leaf = ColorBetween(random, {50, 90, 30}, {130, 120, 40});
  cv::line(canvas, foot, foot - cv::Point(0, height / 2), {60, 45, 35},
           std::max(1, height / 14), cv::LINE_AA);
  // Clumps of leaves from the back to the front, each brighter than the last.
  constexpr int kClumps = 240;
  for (int clump = 0; clump < kClumps; ++clump) {
    const int spread = height * (kClumps - clump / 2) / kClumps / 3;
    const cv::Point middle(
        foot.x + random.uniform(-spread, spread + 1),
        foot.y - height * 2 / 3 + random.uniform(-spread, spread + 1));
    const int brightness = 40 + clump / 4 + random.uniform(0, 25);
    cv::circle(canvas, middle, std::max(1, height / 26),
               Shade(leaf, brightness), cv::FILLED, cv::LINE_AA);
  }
}

void DrawWall(cv::RNG& random, const cv::Rect& wall, cv::Mat& canvas) {
  const cv::Rect seen = wall & cv::Rect({0, 0}, canvas.size());
  if (seen.empty()) return;
  const cv::Vec3b plaster =
      ColorBetween(random, {150, 110, 80}, {235, 230, 220});
  Colorize(FractalNoise(random, seen.size(), 55), {plaster / 2, plaster})
      .copyTo(canvas(seen));
}

void DrawWindows(cv::RNG& random, const cv::Rect& wall, cv::Mat& canvas) {
  const int pane = std::max(1, wall.width / 7);
  for (int y = wall.y + pane; y + pane < wall.br().y; y += 2 * pane) {
    for (int x = wall.x + pane; x + pane < wall.br().x; x += 2 * pane) {
      const bool lit = random.uniform(0, 4) == 0;
      cv::rectangle(canvas, cv::Rect(x, y, pane, pane),
                    lit ? cv::Scalar(250, 220, 140) : cv::Scalar(50, 60, 75),
                    cv::FILLED);
    }
  }
}

void DrawHouse(cv::RNG& random, cv::Point foot, int width, cv::Mat& canvas) {
  const int height = width * random.uniform(60, 110) / 100;
  const cv::Rect wall(foot.x - width / 2, foot.y - height, width, height);
  DrawWall(random, wall, canvas);
  DrawWindows(random, wall, canvas);
  const cv::Vec3b roof = ColorBetween(random, {80, 60, 55}, {160, 70, 50});
  const cv::Point eaves(width * 6 / 10, 0);
  const cv::Point middle(foot.x, wall.y);
  const std::vector<cv::Point> gable = {
      middle - eaves, middle - cv::Point(0, width / 2), middle + eaves};
  cv::fillConvexPoly(canvas, gable, Shade(roof, 100), cv::LINE_AA);
}

// What stands on the meadow, from the horizon to the front, where all is
// larger.
void DrawThings(cv::RNG& random, int horizon, cv::Mat& canvas) {
  constexpr int kThings = 14;
  const int depth = canvas.rows - horizon;
  for (int thing = 0; thing < kThings; ++thing) {
    const cv::Point foot(random.uniform(0, canvas.cols),
                         horizon + depth * (3 + thing) / (kThings + 4));
    const int size = Pixels(canvas, 60 + 15 * thing);
    // The shadow.
    cv::ellipse(canvas, foot, {size * 6 / 10, std::max(1, size / 12)}, 0, 0,
                360, {45, 50, 32}, cv::FILLED, cv::LINE_AA);
    if (random.uniform(0, 3) == 0) {
      DrawHouse(random, foot, size, canvas);
    } else {
      DrawTree(random, foot, size * 3 / 2, canvas);
    }
  }
}

// A lens darkens the corners and softens the edges, and a sensor adds grain:
// the difference of two uniform numbers, as that is exact and nearly normal.
void Expose(cv::RNG& random, cv::Mat& canvas) {
  const cv::Point middle(canvas.cols / 2, canvas.rows / 2);
  const int radius = canvas.cols + canvas.rows;
  cv::Mat dark = ~Glow(middle, radius, canvas.size());
  BlendColor({0, 0, 0}, dark, canvas);
  cv::Mat soft;
  // What surrounds a part of a picture is left out: OpenCV 4.6 and 4.10 differ
  // in how they look at it.
  cv::GaussianBlur(canvas, soft, {3, 3}, 0, 0,
                   cv::BORDER_DEFAULT | cv::BORDER_ISOLATED);
  constexpr int kGrain = 8;
  for (const bool brighter : {true, false}) {
    random.fill(canvas, cv::RNG::UNIFORM, 0, kGrain);
    if (brighter) {
      cv::add(soft, canvas, soft);
    } else {
      cv::subtract(soft, canvas, canvas);
    }
  }
}

}  // namespace

void DrawPhotograph(cv::RNG& random, cv::Mat& canvas) {
  const int horizon = canvas.rows * random.uniform(45, 65) / 100;
  DrawSky(random, horizon, canvas);
  DrawMountains(random, horizon, canvas);
  DrawMeadow(random, horizon, canvas);
  DrawThings(random, horizon, canvas);
  Expose(random, canvas);
}

}  // namespace feluda

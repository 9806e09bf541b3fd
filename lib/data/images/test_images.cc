#include "lib/data/images/test_images.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <iterator>
#include <numeric>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/exceptions.h"
#include "lib/base/huge_pages.h"
#include "lib/base/thread_pool.h"
#include "lib/data/images/photograph.h"
#include "lib/data/images/poster.h"
#include "lib/data/random.h"
#include "lib/files/file_writer.h"
#include "lib/media/image/image_encoder.h"
#include "opencv2/core.hpp"
#include "opencv2/imgproc.hpp"

namespace feluda {
namespace {

constexpr int kQuality = 95;

constexpr TestImageFormat kFormats[] = {
    {"small_128x128.jpg", 128, 128, "RGB"},
    {"small_256x256.jpg", 256, 256, "RGB"},
    {"small_320x240.jpg", 320, 240, "RGB"},
    {"medium_640x480.jpg", 640, 480, "RGB"},
    {"medium_800x600.jpg", 800, 600, "RGB"},
    {"medium_1024x768.jpg", 1024, 768, "RGB"},
    {"hd_1280x720.jpg", 1280, 720, "RGB"},
    {"fullhd_1920x1080.jpg", 1920, 1080, "RGB"},
    {"4k_3840x2160.jpg", 3840, 2160, "RGB"},
    {"cinema4k_4096x2160.jpg", 4096, 2160, "RGB"},
    {"gray_512x512.jpg", 512, 512, "L"},
    {"gray_1024x1024.jpg", 1024, 1024, "L"},
    {"wide_1920x480.jpg", 1920, 480, "RGB"},
    {"tall_480x1920.jpg", 480, 1920, "RGB"},
    {"square_2048x2048.jpg", 2048, 2048, "RGB"},
};

constexpr size_t kCount = std::size(kFormats);

void DrawPicture(size_t index, cv::RNG& random, cv::Mat& canvas) {
  if (index % 2 == 0) {
    DrawPhotograph(random, canvas);
  } else {
    DrawPoster(random, canvas);
  }
}

// `pixels` is the image's memory, in OpenCV's terms.
void DrawContent(size_t index, TestImageContent content, cv::RNG& random,
                 cv::Mat& pixels) {
  if (content == TestImageContent::kNoise) {
    random.fill(pixels, cv::RNG::UNIFORM, 0, 256);
  } else if (pixels.channels() == 3) {
    DrawPicture(index, random, pixels);
  } else {
    cv::Mat colored(pixels.size(), CV_8UC3);
    DrawPicture(index, random, colored);
    cv::cvtColor(colored, pixels, cv::COLOR_RGB2GRAY);
  }
}

// Into the image's memory if that is large enough.
void Draw(size_t index, const TestImageOptions& options, Image& image) {
  const TestImageFormat& format = kFormats[index];
  image.width = format.width;
  image.height = format.height;
  image.channels = format.mode == "L" ? 1 : 3;
  const size_t bytes = image.Stride() * image.height;
  ReserveInHugePages(bytes, image.pixels);
  image.pixels.resize(bytes);
  cv::Mat pixels(image.height, image.width, CV_8UC(image.channels),
                 image.pixels.data());
  // OpenCV's generator has one stream a seed, and near seeds begin alike.
  cv::RNG random(RandomStream(options.seed, index).Bits(0));
  DrawContent(index, options.content, random, pixels);
}

// Keeps OpenCV to the calling thread: each of our threads draws an image of its
// own, and OpenCV's threads would stay for as long as the process.
class SingleThreadedOpenCv {
 public:
  SingleThreadedOpenCv() : threads_before_(cv::getNumThreads()) {
    cv::setNumThreads(1);
  }
  SingleThreadedOpenCv(const SingleThreadedOpenCv&) = delete;
  SingleThreadedOpenCv& operator=(const SingleThreadedOpenCv&) = delete;
  ~SingleThreadedOpenCv() { cv::setNumThreads(threads_before_); }

 private:
  const int threads_before_;
};

// Generates one image after the other, in the same memory.
class Generator {
 public:
  Generator(const std::string& directory, const TestImageOptions& options)
      : directory_(directory), options_(options) {}

  absl::StatusOr<TestImage> Generate(size_t index) {
    Draw(index, options_, pixels_);
    const auto file = encoder_.Encode(pixels_, kQuality);
    if (!file.ok()) return file.status();
    const TestImageFormat& format = kFormats[index];
    TestImage image;
    image.name = std::string(format.name);
    image.path = absl::StrCat(directory_, "/", format.name);
    image.width = format.width;
    image.height = format.height;
    image.mode = std::string(format.mode);
    image.file_size_bytes = static_cast<int64_t>(file->size());
    image.file_size_mb = static_cast<double>(file->size()) / (1 << 20);
    const absl::Status written =
        WriteFileWhole(image.path, *file, Durability::kUnsynced);
    if (!written.ok()) return written;
    return image;
  }

 private:
  const std::string& directory_;
  const TestImageOptions& options_;
  Image pixels_;
  JpegEncoder encoder_;
};

// The largest first, so that no thread is left with one at the end.
std::vector<size_t> ByFallingSize() {
  std::vector<size_t> order(kCount);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [](size_t a, size_t b) {
    return kFormats[a].width * kFormats[a].height >
           kFormats[b].width * kFormats[b].height;
  });
  return order;
}

}  // namespace

absl::Span<const TestImageFormat> TestImageFormats() { return kFormats; }

Image TestImagePixels(size_t index, const TestImageOptions& options) {
  Image image;
  Draw(index, options, image);
  return image;
}

absl::StatusOr<std::vector<TestImage>> GenerateTestImages(
    const std::string& directory, const TestImageOptions& options) {
  std::error_code error;
  if (!std::filesystem::is_directory(directory, error)) {
    return absl::NotFoundError(absl::StrCat(directory, ": is no directory"));
  }
  std::vector<absl::StatusOr<TestImage>> made(kCount);
  const std::vector<size_t> order = ByFallingSize();
  const SingleThreadedOpenCv single_threaded;
  ThreadPool pool(options.threads);
  std::atomic<size_t> turns{0};
  pool.ParallelFor(pool.threads(), /*grain=*/1, [&](size_t, size_t) {
    Generator generator(directory, options);
    for (size_t turn = turns++; turn < kCount; turn = turns++) {
      const size_t index = order[turn];
      made[index] =
          ExceptionsToStatus([&] { return generator.Generate(index); });
    }
  });
  std::vector<TestImage> images;
  for (absl::StatusOr<TestImage>& image : made) {
    if (!image.ok()) return image.status();
    images.push_back(*std::move(image));
  }
  return images;
}

}  // namespace feluda

// The fifteen images of Feluda's benchmarks, drawn by OpenCV and written as
// JPEG files of quality 95: Feluda's uniform noise in RGB and grey, or
// photographs and posters of the same sizes, which cost decoders and readers of
// text what their users' images do.
//
//   auto images = GenerateTestImages(directory->path());
//   if (images.ok()) Detect(images->front().path);  // small_128x128.jpg
//
// The same seed gives the same pixels everywhere, and the same files with the
// same version of libjpeg-turbo; image_encoder.h tells how they relate to
// Pillow's. An image depends on its place in the list, the content and the seed
// alone.
//
// Files appear whole or not at all; those that are there are replaced. Errors
// name the directory or the file. Peak memory: for each thread 6 bytes a pixel
// of its image, of which the largest has 9 million; 14 for photographs and
// posters.
//
// Threads: any number may call these functions. While GenerateTestImages()
// runs, OpenCV's functions use only the thread that calls them.

#ifndef LIB_DATA_IMAGES_TEST_IMAGES_H_
#define LIB_DATA_IMAGES_TEST_IMAGES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/media/image/image.h"

namespace feluda {

struct TestImageFormat {
  // `small_128x128.jpg`.
  absl::string_view name;
  int width = 0;
  int height = 0;
  // "RGB" or, for grey, "L".
  absl::string_view mode;
};

// Returns the formats of Feluda's images, in its order.
absl::Span<const TestImageFormat> TestImageFormats();

enum class TestImageContent {
  // Each sample is uniform and independent, as in Feluda's images. No camera's
  // image is like that, and no image makes larger files.
  kNoise,
  // A photograph at each even place of the list, a poster at each odd one.
  kPhotographsAndPosters,
};

struct TestImageOptions {
  TestImageContent content = TestImageContent::kNoise;
  uint64_t seed = 42;
  // 0 takes all CPUs; the files are the same for any number.
  int threads = 0;
};

// Returns the pixels of the image at that place in TestImageFormats().
Image TestImagePixels(size_t index, const TestImageOptions& options = {});

// What Feluda's generator says of an image.
struct TestImage {
  std::string name;
  std::string path;
  int width = 0;
  int height = 0;
  std::string mode;
  int64_t file_size_bytes = 0;
  // In MiB, as all of Feluda's megabytes are.
  double file_size_mb = 0.0;
};

// Writes the images and returns them in order. REQUIRES: the directory exists.
absl::StatusOr<std::vector<TestImage>> GenerateTestImages(
    const std::string& directory, const TestImageOptions& options = {});

}  // namespace feluda

#endif  // LIB_DATA_IMAGES_TEST_IMAGES_H_

// The fifteen images of Feluda's benchmarks: uniform noise in RGB and grey, as
// JPEG files of quality 95.
//
//   auto images = GenerateTestImages(directory->path());
//   if (images.ok()) Detect(images->front().path);  // small_128x128.jpg
//
// The same seed gives the same pixels everywhere, and the same files with the
// same version of libjpeg-turbo; image_encoder.h tells how they relate to
// Pillow's. An image depends on its place in the list and the seed alone.
//
// Files appear whole or not at all; those that are there are replaced. Errors
// name the directory or the file. Peak memory: for each thread 6 bytes a pixel
// of its image, of which the largest has 9 million.

#ifndef LIB_DATA_TEST_IMAGES_H_
#define LIB_DATA_TEST_IMAGES_H_

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

// Feluda's, in its order.
absl::Span<const TestImageFormat> TestImageFormats();

// The pixels of the image at that place in TestImageFormats().
Image TestImagePixels(size_t index, uint64_t seed);

// What Feluda's generator tells of an image.
struct TestImage {
  std::string name;
  std::string path;
  int width = 0;
  int height = 0;
  std::string mode;
  int64_t file_size_bytes = 0;
  // Of 2^20 bytes.
  double file_size_mb = 0.0;
};

// The directory must exist. `threads`: 0 takes all CPUs; the files are the same
// for any number.
absl::StatusOr<std::vector<TestImage>> GenerateTestImages(
    const std::string& directory, uint64_t seed = 42, int threads = 0);

}  // namespace feluda

#endif  // LIB_DATA_TEST_IMAGES_H_

// Tesseract with its languages loaded.

#ifndef LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_LANGUAGES_H_
#define LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_LANGUAGES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace tesseract {
class TessBaseAPI;
}

namespace feluda {

struct LoadedTesseract {
  std::unique_ptr<tesseract::TessBaseAPI> tesseract;
  // Those that were loaded, in the order asked for.
  std::vector<std::string> languages;
};

// `tessdata_directory` may be empty. NotFoundError naming the languages that
// are missing and how to get them, unless `allow_missing` and one is there.
absl::StatusOr<LoadedTesseract> LoadTesseract(
    const std::vector<std::string>& languages, bool allow_missing, int oem,
    const std::string& tessdata_directory);

}  // namespace feluda

#endif  // LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_LANGUAGES_H_

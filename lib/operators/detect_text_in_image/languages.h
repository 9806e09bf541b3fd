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
  // The languages that were loaded, in the order in which they were asked for.
  std::vector<std::string> languages;
};

// Loads languages from `tessdata_directory` or, if that is empty, from where
// Tesseract looks by itself: the environment's TESSDATA_PREFIX, or else its
// installation. With `allow_missing` one language suffices. Error: NotFound,
// with the languages that are missing, the directory, who chose it, and the
// remedy.
absl::StatusOr<LoadedTesseract> LoadTesseract(
    const std::vector<std::string>& languages, bool allow_missing, int oem,
    const std::string& tessdata_directory);

// Returns the remedy if a data file of Debian's `packages` is missing: to
// install them, unless tessdata_directory or TESSDATA_PREFIX makes Tesseract
// look elsewhere.
std::string MissingDataRemedy(const std::string& packages,
                              const std::string& tessdata_directory);

}  // namespace feluda

#endif  // LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_LANGUAGES_H_

// Reads the text in an image: Feluda's operator detect_text_in_image, by
// Tesseract in this process.
//
//   auto ocr = DetectTextInImage::Create({});
//   if (!ocr.ok()) return ocr.status();
//   absl::StatusOr<DetectedText> found =
//   (*ocr)->Run(ImageFile{"clipping.png"}); if (found.ok()) std::cout <<
//   found->text;
//
// The text is byte for byte what the `tesseract` program writes for the same
// file, languages, `psm` and `oem`: the file is read by Leptonica as there, so
// Exif's orientation is not applied; the pages of a TIFF are joined by form
// feeds. Unlike there, a file that ends early is refused.
//
// Create() loads the languages, once: some 15 MB and 20 ms each. Run() needs
// 4 bytes a pixel of the image, about as many for what Tesseract makes of it,
// and some 20 MB.
//
// Threads: as for every operator; each works on the thread that calls it alone,
// since Tesseract's own threads cost more than they bring. To use more cores,
// run more operators. Tesseract writes remarks (a resolution it has to guess)
// to standard error, as the program does.

#ifndef LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_DETECT_TEXT_IN_IMAGE_H_
#define LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_DETECT_TEXT_IN_IMAGE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/facts.h"
#include "lib/media/image/image_input.h"
#include "lib/media/image/pix.h"
#include "lib/operators/operator.h"

namespace tesseract {
class TessBaseAPI;
}

namespace feluda {

struct DetectedText {
  // UTF-8.
  std::string text;
  // `characters` (Unicode's code points), `pages`, and where there are words
  // `mean_confidence` (0 to 100).
  Facts facts;
};

class DetectTextInImage final : public Operator<ImageInput, DetectedText> {
 public:
  struct Config {
    // Tesseract's names, most likely first.
    std::vector<std::string> languages = {"eng", "hin", "tam", "tel"};
    // Whether those that are not installed are left out, if one is left.
    bool allow_missing_languages = false;
    // What the image is taken for: 3 a page, 4 a column, 6 a block of text, 7 a
    // line, 8 a word, 11 scattered text ... as `tesseract --help-psm` has it,
    // without 0 and 2, which read nothing. 1 and 12 find out how the page is
    // turned, for which they need Tesseract's `osd`.
    int psm = 6;
    // The engine: 0 the old one, 1 the neural network, 2 both, 3 what is there.
    int oem = 1;
    // Where the languages' files are; Tesseract's own choice where empty, which
    // is the environment's TESSDATA_PREFIX or else its installation.
    std::string tessdata_directory;
    // Deletes the input file, also when it could not be read.
    bool remove_after_processing = false;
    ImageLimits limits;
  };

  // InvalidArgumentError that names the member for a value out of range;
  // NotFoundError that names the languages, and the packages to install, for
  // those that are missing.
  static absl::StatusOr<std::unique_ptr<DetectTextInImage>> Create(
      const Config& config);

  ~DetectTextInImage() override;

  // Errors of a file begin with its path and are those of pix.h and, where it
  // was to be removed and could not, UnavailableError; FailedPreconditionError
  // after Cleanup().
  absl::StatusOr<DetectedText> Run(const ImageInput& input) override;

  void Cleanup() override;

  // `languages` (those loaded, as "eng+hin"), `psm`, `oem`, `threads`,
  // `tesseract` (its version).
  Facts State() const override;

 private:
  DetectTextInImage(const Config& config, std::string languages,
                    std::unique_ptr<tesseract::TessBaseAPI> tesseract);

  // What is known after some pages.
  struct Reading;

  static void AddConfidences(const int* confidences, Reading& reading);
  static DetectedText Found(Reading reading);

  absl::Status Read(const ImageInput& input, Reading& reading);
  absl::Status ReadFile(const std::string& path, Reading& reading);
  absl::Status ReadImage(const Image& image, Reading& reading);
  absl::Status ReadPage(const std::string& name, PixPtr page, Reading& reading);

  const Config config_;
  const std::string languages_;
  // Null after Cleanup().
  std::unique_ptr<tesseract::TessBaseAPI> tesseract_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DETECT_TEXT_IN_IMAGE_DETECT_TEXT_IN_IMAGE_H_

// Reads the text in an image: Feluda's operator detect_text_in_image, by
// Tesseract in this process.
//
//   auto ocr = DetectTextInImage::Create({});
//   if (!ocr.ok()) return ocr.status();
//   const ImageFile file{"clipping.png"};
//   absl::StatusOr<DetectedText> found = (*ocr)->Run(file);
//   if (found.ok()) std::cout << found->text;
//
// The text is byte for byte what the `tesseract` program writes for the same
// file, languages, `psm` and `oem`. As in that program, Leptonica reads the
// file, so Exif's orientation is not applied, and form feeds join the pages of
// a TIFF. Unlike that program, the operator refuses a file that ends early.
//
// Create() loads the languages, once: some 15 MB and 20 ms each. Run() needs
// 4 bytes for each pixel of the image, about as many for what Tesseract makes
// of it, and some 20 MB.
//
// Threads: one at a time. An operator works only on the thread that calls it,
// since Tesseract's own threads cost more than they gain; to use more cores,
// run more operators. Tesseract writes remarks (for example that it guesses the
// resolution) to standard error, as its program does.

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
  // `characters` (Unicode code points), `pages`, and, if any word was found,
  // `mean_confidence` (0 to 100).
  Facts facts;
};

class DetectTextInImage final : public Operator<ImageInput, DetectedText> {
 public:
  struct Config {
    // Tesseract's names of the languages, the most likely first.
    std::vector<std::string> languages = {"eng", "hin", "tam", "tel"};
    // Whether to leave out languages that are not installed. One must be.
    bool allow_missing_languages = false;
    // The page segmentation mode: 3 is a page, 4 a column, 6 a block of text, 7
    // a line, 8 a word, 11 scattered text; `tesseract --help-psm` has the rest.
    // 0 and 2 are refused, since they read nothing. 1 and 12 find out how the
    // page is turned, and need Tesseract's `osd`.
    int psm = 6;
    // The engine: 0 is the old one, 1 the neural network, 2 both, 3 whatever
    // the languages' files have.
    int oem = 1;
    // The directory of the languages' files. If it is empty, Tesseract chooses:
    // the environment's TESSDATA_PREFIX, or else its installation.
    std::string tessdata_directory;
    // Deletes the input file, also when it could not be read.
    bool remove_after_processing = false;
    ImageLimits limits;
  };

  // InvalidArgumentError that names the member for a value out of range;
  // NotFoundError that names the languages that are missing, where Tesseract
  // looked for them, and the remedy.
  static absl::StatusOr<std::unique_ptr<DetectTextInImage>> Create(
      const Config& config);

  ~DetectTextInImage() override;

  // Errors: those of pix.h, and UnavailableError if the file was to be removed
  // and could not be; the message begins with the file's path.
  // FailedPreconditionError after Cleanup().
  absl::StatusOr<DetectedText> Run(const ImageInput& input) override;

  void Cleanup() override;

  // `languages` (the loaded ones, as "eng+hin"), `psm`, `oem`, `threads`,
  // `tesseract` (its version).
  Facts State() const override;

 private:
  DetectTextInImage(const Config& config, std::string languages,
                    std::unique_ptr<tesseract::TessBaseAPI> tesseract);

  // The text and the counts of the pages read so far.
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

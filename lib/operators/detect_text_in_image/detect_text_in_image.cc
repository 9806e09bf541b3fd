#include "lib/operators/detect_text_in_image/detect_text_in_image.h"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <limits>
#include <new>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "leptonica/allheaders.h"
#include "lib/files/file_bytes.h"
#include "lib/operators/detect_text_in_image/languages.h"
#include "lib/operators/detect_text_in_image/one_openmp_thread.h"
#include "lib/operators/input_removal.h"
#include "tesseract/baseapi.h"

namespace feluda {
namespace {

using Config = DetectTextInImage::Config;

// Tesseract counts pixels in 16 bits.
constexpr int kMaxSide = std::numeric_limits<int16_t>::max();

absl::Status CheckModes(const Config& config) {
  if (config.psm < 1 || config.psm > 13 || config.psm == 2) {
    return absl::InvalidArgumentError(
        absl::StrCat("psm: must be 1 or 3 to 13, is ", config.psm));
  }
  if (config.oem < 0 || config.oem > 3) {
    return absl::InvalidArgumentError(
        absl::StrCat("oem: must be 0 to 3, is ", config.oem));
  }
  return absl::OkStatus();
}

// Without its data on orientation Tesseract would go on and not look for it.
absl::Status CheckOrientationData(const Config& config,
                                  const std::string& directory) {
  const bool finds_orientation = config.psm == tesseract::PSM_AUTO_OSD ||
                                 config.psm == tesseract::PSM_SPARSE_TEXT_OSD;
  const std::string file = absl::StrCat(directory, "/osd.traineddata");
  if (!finds_orientation || access(file.c_str(), R_OK) == 0) {
    return absl::OkStatus();
  }
  return absl::NotFoundError(absl::StrCat(
      "psm: ", config.psm, " needs ", file, "; ",
      MissingDataRemedy("tesseract-ocr-osd", config.tessdata_directory),
      ", or choose another psm"));
}

absl::Status CheckSides(const std::string& name, Pix* page) {
  const int width = pixGetWidth(page), height = pixGetHeight(page);
  if (std::max(width, height) <= kMaxSide) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": has ", width, " x ", height, " pixels; Tesseract ",
                   "reads at most ", kMaxSide, " a side, scale it down"));
}

// Counts the bytes of UTF-8 that begin a character.
double CountCharacters(const std::string& text) {
  return static_cast<double>(std::count_if(
      text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

}  // namespace

struct DetectTextInImage::Reading {
  std::string text;
  int pages = 0;
  int words = 0;
  double confidences = 0.0;
};

DetectTextInImage::DetectTextInImage(
    const Config& config, std::string languages,
    std::unique_ptr<tesseract::TessBaseAPI> tesseract)
    : config_(config),
      languages_(std::move(languages)),
      tesseract_(std::move(tesseract)) {}

DetectTextInImage::~DetectTextInImage() = default;

void DetectTextInImage::AddConfidences(const int* confidences,
                                       Reading& reading) {
  if (confidences == nullptr) return;
  for (; *confidences >= 0; ++confidences) {
    reading.confidences += *confidences;
    ++reading.words;
  }
}

DetectedText DetectTextInImage::Found(Reading reading) {
  DetectedText found;
  found.facts["characters"] = CountCharacters(reading.text);
  found.facts["pages"] = static_cast<double>(reading.pages);
  if (reading.words > 0) {
    found.facts["mean_confidence"] = reading.confidences / reading.words;
  }
  found.text = std::move(reading.text);
  return found;
}

absl::StatusOr<std::unique_ptr<DetectTextInImage>> DetectTextInImage::Create(
    const Config& config) {
  if (absl::Status s = CheckModes(config); !s.ok()) return s;
  try {
    absl::StatusOr<LoadedTesseract> loaded =
        LoadTesseract(config.languages, config.allow_missing_languages,
                      config.oem, config.tessdata_directory);
    if (!loaded.ok()) return loaded.status();
    const absl::Status osd =
        CheckOrientationData(config, loaded->tesseract->GetDatapath());
    if (!osd.ok()) return osd;
    loaded->tesseract->SetPageSegMode(
        static_cast<tesseract::PageSegMode>(config.psm));
    return std::unique_ptr<DetectTextInImage>(
        new DetectTextInImage(config, absl::StrJoin(loaded->languages, "+"),
                              std::move(loaded->tesseract)));
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(
        "detect_text_in_image: memory does not suffice for the languages");
  } catch (const std::exception& e) {
    return absl::InternalError(
        absl::StrCat("detect_text_in_image: ", e.what()));
  }
}

absl::Status DetectTextInImage::ReadPage(const std::string& name, PixPtr page,
                                         Reading& reading) {
  if (absl::Status s = CheckSides(name, page.get()); !s.ok()) return s;
  const OneOpenMpThread one_thread;
  tesseract_->SetInputName(name.c_str());
  tesseract_->SetImage(page.get());
  const bool read = tesseract_->Recognize(nullptr) >= 0;
  const std::unique_ptr<char[]> text(read ? tesseract_->GetUTF8Text()
                                          : nullptr);
  const std::unique_ptr<int[]> confidences(
      read ? tesseract_->AllWordConfidences() : nullptr);
  tesseract_->Clear();
  if (text == nullptr) {
    return absl::InternalError(
        absl::StrCat(name, ": Tesseract cannot read this image"));
  }
  if (reading.pages++ > 0) {
    reading.text += tesseract_->GetStringVariable("page_separator");
  }
  reading.text += text.get();
  AddConfidences(confidences.get(), reading);
  return absl::OkStatus();
}

absl::Status DetectTextInImage::ReadFile(const std::string& path,
                                         Reading& reading) {
  const absl::StatusOr<std::string> bytes =
      ReadFileBytes(path, config_.limits.max_file_bytes);
  if (!bytes.ok()) return bytes.status();
  return ForEachPage(*bytes, path, config_.limits, [&](PixPtr page, int) {
    return ReadPage(path, std::move(page), reading);
  });
}

absl::Status DetectTextInImage::ReadImage(const Image& image,
                                          Reading& reading) {
  absl::StatusOr<PixPtr> page = ToPix(image);
  if (!page.ok()) return page.status();
  return ReadPage("image", *std::move(page), reading);
}

absl::Status DetectTextInImage::Read(const ImageInput& input,
                                     Reading& reading) {
  try {
    const ImageFile* const file = std::get_if<ImageFile>(&input);
    return file != nullptr ? ReadFile(file->path, reading)
                           : ReadImage(std::get<Image>(input), reading);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(
        "detect_text_in_image: memory does not suffice for the image");
  } catch (const std::exception& e) {
    return absl::InternalError(
        absl::StrCat("detect_text_in_image: ", e.what()));
  }
}

absl::StatusOr<DetectedText> DetectTextInImage::Run(const ImageInput& input) {
  if (tesseract_ == nullptr) {
    return absl::FailedPreconditionError(
        "detect_text_in_image: Run() after Cleanup(); create it anew");
  }
  Reading reading;
  absl::Status status = Read(input, reading);
  const ImageFile* const file = std::get_if<ImageFile>(&input);
  if (config_.remove_after_processing && file != nullptr) {
    const absl::Status removed = RemoveInput(file->path);
    if (status.ok()) status = removed;
  }
  if (!status.ok()) return status;
  return Found(std::move(reading));
}

void DetectTextInImage::Cleanup() { tesseract_.reset(); }

Facts DetectTextInImage::State() const {
  Facts state;
  state["languages"] = languages_;
  state["psm"] = static_cast<double>(config_.psm);
  state["oem"] = static_cast<double>(config_.oem);
  state["threads"] = 1.0;
  state["tesseract"] = std::string(tesseract::TessBaseAPI::Version());
  return state;
}

}  // namespace feluda

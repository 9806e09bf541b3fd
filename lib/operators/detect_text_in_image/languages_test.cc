#include "lib/operators/detect_text_in_image/languages.h"

#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/media_directory.h"
#include "tesseract/baseapi.h"
#include "tesseract/version.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kNeuralNetwork = 1;

// Tesseract 5.5 warns of a TESSDATA_PREFIX that is not there, and looks where
// it would without; 5.3 looks there.
constexpr bool kIgnoresMissingPrefix =
    TESSERACT_MAJOR_VERSION > 5 || TESSERACT_MINOR_VERSION >= 5;

class LanguagesTest : public ::testing::Test {
 protected:
  LanguagesTest() : directory_(*MediaDirectory::Create()) {
    unsetenv("TESSDATA_PREFIX");
  }
  ~LanguagesTest() override { unsetenv("TESSDATA_PREFIX"); }

  std::string Write(const std::string& name, const std::string& contents) {
    std::string path = directory_.PathOf(name);
    std::ofstream(path, std::ios::binary) << contents;
    return path;
  }

  static absl::Status Load(const std::string& language,
                           const std::string& tessdata_directory = "") {
    return LoadTesseract({language}, /*allow_missing=*/false, kNeuralNetwork,
                         tessdata_directory)
        .status();
  }

  static std::string RefusalOf(const std::string& language,
                               const std::string& tessdata_directory = "") {
    const absl::Status status = Load(language, tessdata_directory);
    EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
    return std::string(status.message());
  }

  const MediaDirectory directory_;
};

// Languages that are installed must not be recommended for installation only:
// Tesseract would not look where they are.
TEST_F(LanguagesTest, SaysWhoChoseADirectoryWithoutLanguages) {
  const std::string missing = "/missing";
  const std::string directories[] = {directory_.path(), missing,
                                     Write("file", "no directory")};
  for (const std::string& directory : directories) {
    SCOPED_TRACE(directory);
    setenv("TESSDATA_PREFIX", directory.c_str(), /*overwrite=*/1);
    if (kIgnoresMissingPrefix && directory == missing) {
      EXPECT_EQ(Load("eng"), absl::OkStatus());
    } else {
      EXPECT_THAT(RefusalOf("eng"), HasSubstr(absl::StrCat(
                                        "TESSDATA_PREFIX is ", directory,
                                        ": put the files there, or unset it")));
    }
    unsetenv("TESSDATA_PREFIX");
    EXPECT_THAT(RefusalOf("eng", directory),
                HasSubstr(absl::StrCat("tessdata_directory is ", directory,
                                       ": put the files there, or leave it")));
  }
}

TEST_F(LanguagesTest, RecommendsToInstallWhatIsMissing) {
  EXPECT_THAT(RefusalOf("chi_xyz"),
              HasSubstr("; install tesseract-ocr-chi-xyz"));
}

TEST_F(LanguagesTest, AnEmptyTessdataPrefixIsNone) {
  setenv("TESSDATA_PREFIX", "", /*overwrite=*/1);
  EXPECT_TRUE(Load("eng").ok());
  EXPECT_THAT(RefusalOf("xyz"), HasSubstr("; install tesseract-ocr-xyz"));
}

TEST_F(LanguagesTest, NamesAFileThatItCannotUse) {
  Write("eng.traineddata", "damaged");
  const std::string refusal = RefusalOf("eng", directory_.path());
  EXPECT_THAT(refusal, HasSubstr(absl::StrCat(" in ", directory_.path(),
                                              "; it cannot use "
                                              "eng.traineddata there")));
  EXPECT_THAT(refusal, Not(HasSubstr("install")));
}

}  // namespace
}  // namespace feluda

#include "lib/operators/detect_text_in_image/languages.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "lib/operators/detect_text_in_image/one_openmp_thread.h"
#include "tesseract/baseapi.h"

namespace feluda {
namespace {

using Languages = std::vector<std::string>;

bool IsName(const std::string& language) {
  return !language.empty() &&
         std::all_of(language.begin(), language.end(), [](char c) {
           return absl::ascii_isalnum(c) || c == '_' || c == '/';
         });
}

absl::Status CheckNames(const Languages& languages) {
  if (languages.empty()) {
    return absl::InvalidArgumentError(
        "languages: must name at least one, such as eng");
  }
  for (const std::string& language : languages) {
    if (IsName(language)) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("languages: '", language,
                     "' is no name of a language; Tesseract's are such as "
                     "eng or chi_sim"));
  }
  return absl::OkStatus();
}

bool Contains(const Languages& languages, const std::string& language) {
  return std::find(languages.begin(), languages.end(), language) !=
         languages.end();
}

// Debian's names: tesseract-ocr-chi-sim, tesseract-ocr-script-deva.
std::string PackageOf(const std::string& language) {
  return absl::StrCat("tesseract-ocr-",
                      absl::StrReplaceAll(absl::AsciiStrToLower(language),
                                          {{"_", "-"}, {"/", "-"}}));
}

absl::Status Missing(const Languages& missing, int oem,
                     const std::string& tessdata_directory) {
  Languages packages;
  for (const std::string& language : missing) {
    packages.push_back(PackageOf(language));
  }
  return absl::NotFoundError(absl::StrCat(
      "languages: Tesseract has no ", absl::StrJoin(missing, ", "), " for oem ",
      oem, tessdata_directory.empty() ? "" : " in " + tessdata_directory,
      "; install ", absl::StrJoin(packages, ", "),
      ", or leave out what is missing by allow_missing_languages"));
}

}  // namespace

absl::StatusOr<LoadedTesseract> LoadTesseract(
    const Languages& languages, bool allow_missing, int oem,
    const std::string& tessdata_directory) {
  if (absl::Status s = CheckNames(languages); !s.ok()) return s;
  const OneOpenMpThread one_thread;
  LoadedTesseract loaded;
  loaded.tesseract = std::make_unique<tesseract::TessBaseAPI>();
  const int failed = loaded.tesseract->Init(
      tessdata_directory.empty() ? nullptr : tessdata_directory.c_str(),
      absl::StrJoin(languages, "+").c_str(),
      static_cast<tesseract::OcrEngineMode>(oem));
  if (failed != 0) return Missing(languages, oem, tessdata_directory);
  Languages there, missing;
  loaded.tesseract->GetLoadedLanguagesAsVector(&there);
  for (const std::string& language : languages) {
    Languages& list = Contains(there, language) ? loaded.languages : missing;
    list.push_back(language);
  }
  if (missing.empty() || allow_missing) return loaded;
  return Missing(missing, oem, tessdata_directory);
}

}  // namespace feluda

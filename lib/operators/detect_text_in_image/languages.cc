#include "lib/operators/detect_text_in_image/languages.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
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

bool IsReadable(const std::string& directory, const std::string& language) {
  const std::string file =
      absl::StrCat(directory, "/", language, ".traineddata");
  return access(file.c_str(), R_OK) == 0;
}

// `directory` is where Tesseract looked. A file that is there needs no
// installation: Tesseract refuses it since it is damaged or for another engine.
absl::Status Missing(const Languages& missing, int oem,
                     const std::string& directory,
                     const std::string& tessdata_directory) {
  Languages unusable, packages;
  for (const std::string& language : missing) {
    if (IsReadable(directory, language)) {
      unusable.push_back(absl::StrCat(language, ".traineddata"));
    } else {
      packages.push_back(PackageOf(language));
    }
  }
  std::string message =
      absl::StrCat("languages: Tesseract has no ", absl::StrJoin(missing, ", "),
                   " for oem ", oem, " in ", directory);
  if (!unusable.empty()) {
    absl::StrAppend(&message, "; it cannot use ", absl::StrJoin(unusable, ", "),
                    " there, which is damaged or not for this oem: choose "
                    "another oem or replace it");
  }
  if (!packages.empty()) {
    absl::StrAppend(
        &message, "; ",
        MissingDataRemedy(absl::StrJoin(packages, ", "), tessdata_directory));
  }
  return absl::NotFoundError(absl::StrCat(
      message, ", or leave out what is missing by allow_missing_languages"));
}

}  // namespace

std::string MissingDataRemedy(const std::string& packages,
                              const std::string& tessdata_directory) {
  if (!tessdata_directory.empty()) {
    return absl::StrCat("tessdata_directory is ", tessdata_directory,
                        ": put the files there, or leave it empty and have ",
                        packages, " installed");
  }
  const char* const prefix = std::getenv("TESSDATA_PREFIX");
  if (prefix != nullptr && *prefix != '\0') {
    return absl::StrCat("the environment's TESSDATA_PREFIX is ", prefix,
                        ": put the files there, or unset it and have ",
                        packages, " installed");
  }
  return absl::StrCat("install ", packages);
}

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
  std::string directory = loaded.tesseract->GetDatapath();
  if (directory.size() > 1 && directory.back() == '/') directory.pop_back();
  if (failed != 0) {
    return Missing(languages, oem, directory, tessdata_directory);
  }
  Languages there, missing;
  loaded.tesseract->GetLoadedLanguagesAsVector(&there);
  for (const std::string& language : languages) {
    Languages& list = Contains(there, language) ? loaded.languages : missing;
    list.push_back(language);
  }
  if (missing.empty() || allow_missing) return loaded;
  return Missing(missing, oem, directory, tessdata_directory);
}

}  // namespace feluda

// Reading text in images: made-up pages in each script and all of them mixed,
// newspapers' columns, and how the cost grows with languages and size.

#include "lib/operators/detect_text_in_image/detect_text_in_image.h"

#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/data/text_pages.h"
#include "lib/data/word_lists.h"
#include "lib/fixture/operator_benchmark.h"

namespace feluda {
namespace {

using Benchmark = OperatorBenchmark<DetectTextInImage>;

// Tesseract's page segmentation for pages with columns.
constexpr int kAutomatic = 3;

TextPageOptions Page(const std::vector<PageLanguage>& languages, int height) {
  TextPageOptions options;
  options.languages = languages;
  options.font_size = 32;
  options.width = 800;
  options.height = height;
  return options;
}

absl::StatusOr<Benchmark::Input> MakeInput(const TextPageOptions& options) {
  absl::StatusOr<TextPage> page = GenerateTextPage(options);
  if (!page.ok()) return page.status();
  Benchmark::Input input;
  input.description =
      absl::StrCat("text page ", options.width, "x", options.height);
  input.facts["width"] = static_cast<double>(options.width);
  input.facts["height"] = static_cast<double>(options.height);
  input.facts["columns"] = static_cast<double>(options.columns);
  input.value = std::move(page->image);
  input.size = {1.0, "images"};
  return input;
}

void RegisterPage(const std::string& name, const TextPageOptions& options,
                  int psm) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("detect_text_in_image/", name);
  benchmark.config.psm = psm;
  benchmark.make_input = [=] { return MakeInput(options); };
  Register(benchmark)->Unit(benchmark::kMillisecond);
}

// What it saves to name the language that a page is in; English is read at once
// whatever else is asked for, so it would not show.
void RegisterLanguages(const std::vector<std::string>& languages) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("detect_text_in_image/telugu_by_",
                                absl::StrJoin(languages, "_"));
  benchmark.config.languages = languages;
  benchmark.make_input = [] {
    return MakeInput(Page({PageLanguage::kTelugu}, 250));
  };
  Register(benchmark)->Unit(benchmark::kMillisecond);
}

void RegisterHeights(const std::string& name, const std::vector<int>& heights) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("detect_text_in_image/", name);
  benchmark.make_sized_input = [](int64_t height) {
    return MakeInput(Page({PageLanguage::kEnglish}, static_cast<int>(height)));
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  for (int height : heights) family->Arg(height);
  family->Complexity();
}

const bool registered = [] {
  const int psm = DetectTextInImage::Config().psm;
  const std::vector<PageLanguage> all(std::begin(kPageLanguages),
                                      std::end(kPageLanguages));
  RegisterPage("english", Page({PageLanguage::kEnglish}, 250), psm);
  RegisterPage("hindi", Page({PageLanguage::kHindi}, 250), psm);
  RegisterPage("tamil", Page({PageLanguage::kTamil}, 250), psm);
  RegisterPage("telugu", Page({PageLanguage::kTelugu}, 250), psm);
  RegisterPage("mixed", Page(all, 900), psm);
  TextPageOptions columns = Page({PageLanguage::kEnglish}, 600);
  columns.font_size = 20;
  columns.columns = 2;
  RegisterPage("columns", columns, kAutomatic);
  RegisterLanguages({"tel"});
  RegisterLanguages({"eng", "tel"});
  RegisterHeights("large_height", {500, 1000, 2000, 4000});
  TextPageOptions newspaper = Page(all, 4000);
  newspaper.width = 3000;
  newspaper.columns = 4;
  newspaper.noise = 6.0;
  RegisterPage("large_newspaper", newspaper, kAutomatic);
  return true;
}();

}  // namespace
}  // namespace feluda

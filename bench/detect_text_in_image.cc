// Reading text in images: in the user's, or in made-up pages, which are in each
// script, in all of them, and in newspapers' columns; and how the cost grows
// with the languages and the height of the page.

#include "lib/operators/detect_text_in_image/detect_text_in_image.h"

#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "lib/data/pages/text_pages.h"
#include "lib/data/pages/word_lists.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/fixture/on_files.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/media/image/image_input.h"

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

// Makes the page, in memory; unless `directory` is empty, also keeps it there.
absl::StatusOr<Benchmark::Input> MakeInput(const NamedTextPage& named,
                                           const std::string& directory) {
  const TextPageOptions& options = named.options;
  absl::StatusOr<TextPage> page = GenerateTextPage(options);
  if (!page.ok()) return page.status();
  if (!directory.empty()) {
    const auto kept = WriteTextPages({named}, directory, /*threads=*/1);
    if (!kept.ok()) return kept.status();
  }
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

Benchmark For(const std::string& input) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("detect_text_in_image/", input);
  return benchmark;
}

class MadeUpPages {
 public:
  explicit MadeUpPages(const std::string& directory) : directory_(directory) {}

  void RegisterPage(const std::string& name,
                    const TextPageOptions& options) const {
    RegisterInput(For(name), {name, options});
  }

  // A page with columns, which Tesseract has to find first.
  void RegisterColumns(const std::string& name, const TextPageOptions& options,
                       bool manual) const {
    Benchmark benchmark = For(name);
    benchmark.config.psm = kAutomatic;
    benchmark.manual = manual;
    if (manual) benchmark.typical_times = {{0, absl::Seconds(31)}};
    RegisterInput(std::move(benchmark), {name, options});
  }

  // What it saves to name the language that a page is in. The page is in Telugu
  // since an English one costs the same whatever other languages are named.
  void RegisterLanguages(const std::vector<std::string>& languages) const {
    const std::string name =
        absl::StrCat("telugu_by_", absl::StrJoin(languages, "_"));
    Benchmark benchmark = For(name);
    benchmark.config.languages = languages;
    RegisterInput(std::move(benchmark),
                  {name, Page({PageLanguage::kTelugu}, 250)});
  }

  // How the cost grows with the height of the page.
  void RegisterHeights(const std::string& name, const std::vector<int>& heights,
                       bool manual) const {
    Benchmark benchmark = For(name);
    benchmark.manual = manual;
    if (manual) {
      benchmark.typical_times = {{500, absl::Seconds(1)},
                                 {1000, absl::Seconds(1)},
                                 {2000, absl::Seconds(2)},
                                 {4000, absl::Seconds(4)}};
    }
    benchmark.make_sized_input = [=, directory = directory_](int64_t height) {
      return MakeInput(
          {absl::StrCat(name, "_", height),
           Page({PageLanguage::kEnglish}, static_cast<int>(height))},
          directory);
    };
    auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
    for (int height : heights) family->Arg(height);
    family->Complexity();
  }

 private:
  void RegisterInput(Benchmark benchmark, const NamedTextPage& page) const {
    benchmark.make_input = [page, directory = directory_] {
      return MakeInput(page, directory);
    };
    Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
  }

  const std::string directory_;
};

void RegisterMadeUp(const std::string& directory) {
  const MadeUpPages pages(directory);
  const std::vector<PageLanguage> all(std::begin(kPageLanguages),
                                      std::end(kPageLanguages));
  pages.RegisterPage("english", Page({PageLanguage::kEnglish}, 250));
  pages.RegisterPage("hindi", Page({PageLanguage::kHindi}, 250));
  pages.RegisterPage("tamil", Page({PageLanguage::kTamil}, 250));
  pages.RegisterPage("telugu", Page({PageLanguage::kTelugu}, 250));
  pages.RegisterPage("mixed", Page(all, 900));
  TextPageOptions columns = Page({PageLanguage::kEnglish}, 600);
  columns.font_size = 20;
  columns.columns = 2;
  pages.RegisterColumns("columns", columns, /*manual=*/false);
  pages.RegisterLanguages({"tel"});
  pages.RegisterLanguages({"eng", "tel"});
  pages.RegisterHeights("large_height", {500, 1000, 2000, 4000},
                        /*manual=*/true);
  TextPageOptions newspaper = Page(all, 4000);
  newspaper.width = 3000;
  newspaper.columns = 4;
  newspaper.noise = 6.0;
  pages.RegisterColumns("large_newspaper", newspaper, /*manual=*/true);
}

// Pages that a few seconds suffice for.
std::string RegisterGrowth(const std::string& directory) {
  const std::string name = "height";
  MadeUpPages(directory).RegisterHeights(name, {250, 500, 1000},
                                         /*manual=*/false);
  return absl::StrCat("detect_text_in_image/", name);
}

const bool announced = AnnounceMediaBenchmarks(OnFiles<DetectTextInImage>(
    "detect_text_in_image", RegisterMadeUp, RegisterGrowth));

}  // namespace
}  // namespace feluda

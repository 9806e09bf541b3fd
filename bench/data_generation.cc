// Making the data up that other benchmarks take: embeddings, images, pages of
// text and videos, on all cores.

#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/base/embeddings.h"
#include "lib/base/facts.h"
#include "lib/data/embedding_collections.h"
#include "lib/data/images/test_images.h"
#include "lib/data/media_directory.h"
#include "lib/data/pages/text_pages.h"
#include "lib/data/pages/word_lists.h"
#include "lib/data/videos/synthetic_video.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/operators/operator.h"

namespace feluda {
namespace {

// Makes data up, files in `directory`, and tells facts of it.
using Generate =
    std::function<absl::StatusOr<Facts>(const std::string& directory)>;

struct Generated {
  Facts facts;
};

// A generator is measured as an operator is; its input is what it makes.
class DataGenerator final : public Operator<Generate, Generated> {
 public:
  struct Config {
    // Where files stay; they go away where it is empty.
    std::string directory;
  };

  static absl::StatusOr<std::unique_ptr<DataGenerator>> Create(
      const Config& config) {
    absl::StatusOr<MediaDirectory> directory =
        MediaDirectory::Create(config.directory);
    if (!directory.ok()) return directory.status();
    return std::unique_ptr<DataGenerator>(
        new DataGenerator(*std::move(directory)));
  }

  absl::StatusOr<Generated> Run(const Generate& generate) override {
    absl::StatusOr<Facts> facts = generate(directory_->path());
    if (!facts.ok()) return facts.status();
    return Generated{*std::move(facts)};
  }

  void Cleanup() override { directory_.reset(); }
  Facts State() const override { return {}; }

 private:
  explicit DataGenerator(MediaDirectory directory)
      : directory_(std::make_unique<MediaDirectory>(std::move(directory))) {}

  std::unique_ptr<MediaDirectory> directory_;
};

using Benchmark = OperatorBenchmark<DataGenerator>;

void RegisterGenerator(const std::string& name, const std::string& directory,
                       const Generate& generate, const InputSize& size) {
  Benchmark benchmark;
  benchmark.name = name;
  benchmark.config.directory = directory;
  benchmark.runs_in_workers = false;
  benchmark.make_input = [=]() -> absl::StatusOr<Benchmark::Input> {
    Benchmark::Input input;
    input.value = generate;
    input.size = size;
    return input;
  };
  Register(benchmark)->Unit(benchmark::kMillisecond);
}

void RegisterEmbeddings(const EmbeddingCollection& collection) {
  const Generate generate = [=](const std::string&) -> absl::StatusOr<Facts> {
    const absl::StatusOr<Embeddings> made = feluda::Generate(collection);
    if (!made.ok()) return made.status();
    return Facts{{"n_samples", static_cast<double>(made->Rows())},
                 {"n_features", static_cast<double>(made->dimension)}};
  };
  RegisterGenerator(absl::StrCat("generate_embeddings/", collection.name), "",
                    generate, {static_cast<double>(collection.rows), "rows"});
}

absl::StatusOr<Facts> GenerateImages(TestImageContent content,
                                     const std::string& directory) {
  TestImageOptions options;
  options.content = content;
  const auto images = GenerateTestImages(directory, options);
  if (!images.ok()) return images.status();
  double mebibytes = 0.0;
  for (const TestImage& image : *images) mebibytes += image.file_size_mb;
  return Facts{{"file_size_mb", mebibytes}};
}

void RegisterImages(const std::string& name, TestImageContent content,
                    const std::string& directory) {
  const Generate generate = [=](const std::string& in) {
    return GenerateImages(content, in);
  };
  RegisterGenerator(absl::StrCat("generate_images/", name), directory, generate,
                    {static_cast<double>(TestImageFormats().size()), "images"});
}

// Those that are kept have the same names: a directory each.
void RegisterAllImages(const std::string& directory) {
  RegisterImages("test_images", TestImageContent::kNoise, directory);
  const std::string name = "photographs_and_posters";
  RegisterImages(name, TestImageContent::kPhotographsAndPosters,
                 directory.empty() ? "" : absl::StrCat(directory, "/", name));
}

absl::StatusOr<Facts> GeneratePages(const std::string& directory) {
  std::vector<NamedTextPage> pages;
  for (const PageLanguage language : kPageLanguages) {
    TextPageOptions options;
    options.languages = {language};
    pages.push_back({absl::StrCat("page_", pages.size()), options});
  }
  const auto files = WriteTextPages(pages, directory);
  if (!files.ok()) return files.status();
  double bytes = 0.0;
  for (const TextPageFile& file : *files) bytes += file.image_bytes;
  return Facts{{"file_size_mb", bytes / (1 << 20)}};
}

void RegisterVideo(VideoCodec codec, const std::string& ending,
                   const std::string& directory) {
  SyntheticVideoOptions options;
  options.encoder.codec = codec;
  const std::string name = absl::StrCat(CodecName(codec), "_320x240");
  const Generate generate =
      [=](const std::string& in) -> absl::StatusOr<Facts> {
    const absl::Status status =
        WriteSyntheticVideo(options, absl::StrCat(in, "/", name, ending));
    if (!status.ok()) return status;
    return Facts{{"seconds", absl::ToDoubleSeconds(options.length)}};
  };
  RegisterGenerator(absl::StrCat("generate_video/", name), directory, generate,
                    {absl::ToDoubleMinutes(options.length), "minutes"});
}

const bool announced = AnnounceMediaBenchmarks(
    {MediaKind::kImages,
     [](const std::string& directory) {
       for (const EmbeddingCollection& collection : EmbeddingCollections()) {
         RegisterEmbeddings(collection);
       }
       RegisterAllImages(directory);
       RegisterGenerator(
           "generate_text_pages/a_language_each", directory, GeneratePages,
           {static_cast<double>(std::size(kPageLanguages)), "images"});
       RegisterVideo(VideoCodec::kH264, ".mp4", directory);
       RegisterVideo(VideoCodec::kMjpeg, ".avi", directory);
     },
     /*register_file=*/nullptr});

}  // namespace
}  // namespace feluda

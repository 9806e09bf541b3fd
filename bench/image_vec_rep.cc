// Embedding images with ResNet-18: the user's, or made-up photographs of
// several sizes; how the cost grows with the size; and loading the network.

#include "lib/operators/image_vec_rep/image_vec_rep.h"

#include <cstddef>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "lib/data/images/test_images.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/media/image/image_input.h"
#include "lib/operators/models/model_file.h"
#include "lib/operators/models/model_loading.h"
#include "lib/operators/models/resnet18_model.h"

namespace feluda {
namespace {

using Benchmark = OperatorBenchmark<ImageVecRep>;
using Loading = OperatorBenchmark<ModelLoading<ImageVecRep>>;

// The user's directory of models; empty for made-up weights.
std::string& ModelDirectory() {
  static auto* const directory = new std::string;
  return *directory;
}

absl::Status UseModels(const std::string& directory) {
  ModelDirectory() = directory;
  return CheckModel(ResNet18Source(), directory);
}

// Adds the weights to what the report says of an input, and makes them up if
// need be, before anything is measured.
template <typename Input>
absl::StatusOr<Input> WithWeights(Input input) {
  const auto model = FindModel(ResNet18Source(), ModelDirectory());
  if (!model.ok()) return model.status();
  const absl::Status told = TellWeights(*model, input.description, input.facts);
  if (!told.ok()) return told;
  return input;
}

Benchmark For(absl::string_view input) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("image_vec_rep/", input);
  benchmark.config.model_directory = ModelDirectory();
  return benchmark;
}

absl::StatusOr<Benchmark::Input> Photograph(size_t index) {
  const TestImageFormat& format = TestImageFormats()[index];
  TestImageOptions options;
  options.content = TestImageContent::kPhotographsAndPosters;
  Benchmark::Input input;
  input.value = TestImagePixels(index, options);
  input.description =
      absl::StrCat("made-up picture ", format.width, "x", format.height);
  input.size = {1.0, "images"};
  return WithWeights(std::move(input));
}

void RegisterPicture(Benchmark benchmark, size_t index) {
  benchmark.make_input = [index] { return Photograph(index); };
  Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
}

// The default run has one of each kind: small, common, with two threads, large
// and long. The others of the fifteen are manual.
void RegisterPictures() {
  for (size_t i = 0; i < TestImageFormats().size(); ++i) {
    absl::string_view name = TestImageFormats()[i].name;
    absl::ConsumeSuffix(&name, ".jpg");
    Benchmark benchmark = For(name);
    benchmark.manual = !(absl::StrContains(name, "128x128") ||
                         absl::StrContains(name, "640x480") ||
                         absl::StrContains(name, "1920x1080") ||
                         absl::StrContains(name, "3840x2160"));
    if (absl::StrContains(name, "640x480")) {
      Benchmark two_threads = For(absl::StrCat(name, "_2threads"));
      two_threads.config.threads = 2;
      RegisterPicture(std::move(two_threads), i);
    }
    RegisterPicture(std::move(benchmark), i);
  }
}

absl::StatusOr<Loading::Input> FilesToLoad(bool is_cold) {
  const auto model = FindModel(ResNet18Source(), ModelDirectory());
  if (!model.ok()) return model.status();
  Loading::Input input;
  input.value = {{model->path}, is_cold};
  input.description =
      is_cold ? "ResNet-18 from the disk" : "ResNet-18 from the kernel's cache";
  input.size = {1.0, "models"};
  return WithWeights(std::move(input));
}

void RegisterLoading() {
  for (bool is_cold : {false, true}) {
    Loading benchmark;
    benchmark.name =
        absl::StrCat("image_vec_rep/load_", is_cold ? "cold" : "warm");
    benchmark.config.model_directory = ModelDirectory();
    benchmark.make_input = [is_cold] { return FilesToLoad(is_cold); };
    Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
  }
}

void RegisterMadeUp(const std::string&) {
  RegisterPictures();
  RegisterLoading();
}

void RegisterFile(const MediaFile& file) {
  Benchmark benchmark = For(file.name);
  benchmark.make_input = [=]() -> absl::StatusOr<Benchmark::Input> {
    Benchmark::Input input;
    input.value = ImageFile{file.path};
    input.description = file.name;
    input.size = {1.0, "images"};
    return WithWeights(std::move(input));
  };
  Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
}

const bool announced = AnnounceMediaBenchmarks(
    {MediaKind::kImages, RegisterMadeUp, RegisterFile, UseModels});

}  // namespace
}  // namespace feluda

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
#include "absl/time/time.h"
#include "bench/model_benchmark.h"
#include "lib/data/images/test_images.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/operators/models/resnet18_model.h"

namespace feluda {
namespace {

using Benchmark = OperatorBenchmark<ImageVecRep>;

BenchmarkedModel& Model() {
  static auto* const model = new BenchmarkedModel(ResNet18Source());
  return *model;
}

Benchmark For(absl::string_view input) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("image_vec_rep/", input);
  benchmark.config.model_directory = Model().directory();
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
  return Model().WithWeights(std::move(input));
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
    benchmark.typical_times = {{0, absl::Seconds(1)}};
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

void RegisterMadeUp(const std::string&) {
  RegisterPictures();
  RegisterLoading<ImageVecRep>("image_vec_rep", Model());
}

const bool announced = AnnounceMediaBenchmarks(
    WithModel<ImageVecRep>("image_vec_rep", RegisterMadeUp, Model()));

}  // namespace
}  // namespace feluda

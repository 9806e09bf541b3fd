// What the benchmarks of operators with a model for images share: made-up
// photographs and posters of Feluda's fifteen sizes.
//
//   const MadeUpPictures<ImageVecRep> pictures("image_vec_rep", Model());
//   pictures.Register(pictures.For("small_128x128"), 0);

#ifndef BENCH_MADE_UP_PICTURES_H_
#define BENCH_MADE_UP_PICTURES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "bench/model_benchmark.h"
#include "lib/data/images/test_images.h"
#include "lib/fixture/operator_benchmark.h"

namespace feluda {

template <typename Op>
class MadeUpPictures {
 public:
  using Benchmark = OperatorBenchmark<Op>;

  // `model` must outlive the benchmarks.
  MadeUpPictures(std::string operator_name, const BenchmarkedModel& model)
      : operator_(std::move(operator_name)), model_(model) {}

  // The benchmark `operator/input`, without its input.
  Benchmark For(absl::string_view input) const {
    Benchmark benchmark;
    benchmark.name = absl::StrCat(operator_, "/", input);
    benchmark.config.model_directory = model_.directory();
    return benchmark;
  }

  // Registers the benchmark on the picture with that index in
  // TestImageFormats().
  void Register(Benchmark benchmark, size_t index) const {
    benchmark.make_input = [index, &model = model_] {
      return MakeInput(index, model);
    };
    feluda::Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
  }

  // Registers a family that shows whether memory grows with the number of
  // pixels, and returns its name.
  std::string RegisterGrowth() const {
    Benchmark benchmark = For("pixels");
    benchmark.make_sized_input = [&model = model_](int64_t pixels) {
      return MakeInput(IndexOf(pixels), model);
    };
    auto* family = feluda::Register(benchmark)->Unit(benchmark::kMillisecond);
    for (int64_t pixels : {640 * 480, 1920 * 1080, 3840 * 2160}) {
      family->Arg(pixels);
    }
    family->Complexity();
    return benchmark.name;
  }

 private:
  // REQUIRES: a picture has so many pixels.
  static size_t IndexOf(int64_t pixels) {
    size_t index = 0;
    for (const TestImageFormat& format : TestImageFormats()) {
      if (int64_t{format.width} * format.height == pixels) break;
      ++index;
    }
    return index;
  }

  static absl::StatusOr<typename Benchmark::Input> MakeInput(
      size_t index, const BenchmarkedModel& model) {
    const TestImageFormat& format = TestImageFormats()[index];
    TestImageOptions options;
    options.content = TestImageContent::kPhotographsAndPosters;
    typename Benchmark::Input input;
    input.value = TestImagePixels(index, options);
    input.description =
        absl::StrCat("made-up picture ", format.width, "x", format.height);
    input.size = {1.0, "images"};
    return model.WithWeights(std::move(input));
  }

  const std::string operator_;
  const BenchmarkedModel& model_;
};

}  // namespace feluda

#endif  // BENCH_MADE_UP_PICTURES_H_

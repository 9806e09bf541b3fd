// Telling whether images are lewd: the user's, or made-up photographs of
// several sizes; what a second thread saves, and loading the network.

#include "lib/operators/detect_lewd_images/detect_lewd_images.h"

#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "bench/made_up_pictures.h"
#include "bench/model_benchmark.h"
#include "lib/data/images/test_images.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/operators/models/lewd_images_model.h"

namespace feluda {
namespace {

BenchmarkedModel& Model() {
  static auto* const model = new BenchmarkedModel(LewdImagesSource());
  return *model;
}

MadeUpPictures<DetectLewdImages> Pictures() {
  return {"detect_lewd_images", Model()};
}

// The default run has a small, a common and a large one. The others of the
// fifteen, and two threads, are manual.
void RegisterPictures() {
  const MadeUpPictures<DetectLewdImages> pictures = Pictures();
  for (size_t i = 0; i < TestImageFormats().size(); ++i) {
    absl::string_view name = TestImageFormats()[i].name;
    absl::ConsumeSuffix(&name, ".jpg");
    auto benchmark = pictures.For(name);
    const bool is_common = absl::StrContains(name, "640x480");
    benchmark.typical_times = {{0, absl::Seconds(2)}};
    benchmark.manual = !(is_common || absl::StrContains(name, "128x128") ||
                         absl::StrContains(name, "3840x2160"));
    if (is_common) {
      auto two_threads = pictures.For(absl::StrCat(name, "_2threads"));
      two_threads.config.threads = 2;
      two_threads.manual = true;
      two_threads.typical_times = {{0, absl::Seconds(2)}};
      pictures.Register(std::move(two_threads), i);
    }
    pictures.Register(std::move(benchmark), i);
  }
}

void RegisterMadeUp(const std::string&) {
  RegisterPictures();
  RegisterLoading<DetectLewdImages>("detect_lewd_images", Model());
}

std::string RegisterGrowth(const std::string&) {
  return Pictures().RegisterGrowth();
}

const bool announced = AnnounceMediaBenchmarks(WithModel<DetectLewdImages>(
    "detect_lewd_images", RegisterMadeUp, Model(), RegisterGrowth));

}  // namespace
}  // namespace feluda

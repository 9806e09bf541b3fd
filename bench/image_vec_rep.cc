// Embedding images with ResNet-18: the user's, or made-up photographs of
// several sizes; how the cost grows with the size; and loading the network.

#include "lib/operators/image_vec_rep/image_vec_rep.h"

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
#include "lib/operators/models/resnet18_model.h"

namespace feluda {
namespace {

BenchmarkedModel& Model() {
  static auto* const model = new BenchmarkedModel(ResNet18Source());
  return *model;
}

MadeUpPictures<ImageVecRep> Pictures() { return {"image_vec_rep", Model()}; }

// The default run has one of each kind: small, common, with two threads, large
// and long. The others of the fifteen are manual.
void RegisterPictures() {
  const MadeUpPictures<ImageVecRep> pictures = Pictures();
  for (size_t i = 0; i < TestImageFormats().size(); ++i) {
    absl::string_view name = TestImageFormats()[i].name;
    absl::ConsumeSuffix(&name, ".jpg");
    auto benchmark = pictures.For(name);
    benchmark.typical_times = {{0, absl::Seconds(1)}};
    benchmark.manual = !(absl::StrContains(name, "128x128") ||
                         absl::StrContains(name, "640x480") ||
                         absl::StrContains(name, "1920x1080") ||
                         absl::StrContains(name, "3840x2160"));
    if (absl::StrContains(name, "640x480")) {
      auto two_threads = pictures.For(absl::StrCat(name, "_2threads"));
      two_threads.config.threads = 2;
      pictures.Register(std::move(two_threads), i);
    }
    pictures.Register(std::move(benchmark), i);
  }
}

void RegisterMadeUp(const std::string&) {
  RegisterPictures();
  RegisterLoading<ImageVecRep>("image_vec_rep", Model());
}

std::string RegisterGrowth(const std::string&) {
  return Pictures().RegisterGrowth();
}

const bool announced = AnnounceMediaBenchmarks(WithModel<ImageVecRep>(
    "image_vec_rep", RegisterMadeUp, Model(), RegisterGrowth));

}  // namespace
}  // namespace feluda

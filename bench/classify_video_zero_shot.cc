// Classifying videos by labels with CLIP: the user's videos, or a made-up one;
// how the cost grows with the number of labels and the length of the video, and
// loading both networks.

#include "lib/operators/classify_video_zero_shot/classify_video_zero_shot.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "bench/model_benchmark.h"
#include "lib/data/videos/synthetic_video.h"
#include "lib/fixture/files/file_input.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/media/video/video_file.h"
#include "lib/operators/models/clip_model.h"

namespace feluda {

template <>
inline constexpr MediaKind kKindOf<VideoWithLabels> = MediaKind::kVideos;

// What a user's videos are classified by.
template <>
BenchmarkInput<VideoWithLabels> FileInput<VideoWithLabels>(
    const MediaFile& file) {
  const BenchmarkInput<VideoFile> video = FileInput<VideoFile>(file);
  BenchmarkInput<VideoWithLabels> input;
  input.value = {video.value,
                 {"people talking", "news", "sport", "an animal", "text"}};
  input.description = video.description;
  input.facts = video.facts;
  input.size = video.size;
  return input;
}

namespace {

using Benchmark = OperatorBenchmark<ClassifyVideoZeroShot>;

BenchmarkedModel& Model() {
  static auto* const model = new BenchmarkedModel(ClipSource());
  return *model;
}

absl::Status LoadTokenizer(const std::string& directory) {
  return LoadClipTokenizer(directory).status();
}

Benchmark For(absl::string_view input) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("classify_video_zero_shot/", input);
  benchmark.config.model_directory = Model().directory();
  return benchmark;
}

// Different labels of three letters. By the made-up vocabulary of bytes they
// have five tokens, nearly as many as "a photo of cats" has by CLIP's own.
std::vector<std::string> Labels(int64_t count) {
  std::vector<std::string> labels;
  for (int64_t i = 0; i < count; ++i) {
    std::string label = "aaa";
    for (int64_t k = 2, rest = i; k >= 0; --k, rest /= 26) {
      label[static_cast<size_t>(k)] = static_cast<char>('a' + rest % 26);
    }
    labels.push_back(label);
  }
  return labels;
}

absl::StatusOr<Benchmark::Input> MakeInput(absl::Duration length,
                                           int64_t labels,
                                           const std::string& directory) {
  SyntheticVideoOptions options;
  options.length = length;
  absl::StatusOr<VideoFile> video =
      directory.empty() ? MakeSyntheticVideo(options)
                        : KeepSyntheticVideo(options, directory);
  if (!video.ok()) return video.status();
  Benchmark::Input input;
  input.value = {*std::move(video), Labels(labels)};
  input.description = absl::StrCat("video of ", absl::FormatDuration(length),
                                   ", ", labels, " labels");
  input.facts["seconds"] = absl::ToDoubleSeconds(length);
  input.size = {absl::ToDoubleMinutes(length), "minutes"};
  return Model().WithWeights(std::move(input));
}

// Labels that are embedded anew each time, since once they are kept they cost
// hardly anything.
void RegisterLabels(const std::string& directory) {
  Benchmark benchmark = For("labels");
  benchmark.config.forget_labels = true;
  benchmark.make_sized_input = [=](int64_t labels) {
    return MakeInput(absl::Seconds(4), labels, directory);
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  family->ArgName("labels")->Iterations(1);
  for (int labels : {2, 10, 100, 1000}) family->Arg(labels);
  family->Complexity();
}

void RegisterLengths(const std::string& directory) {
  Benchmark benchmark = For("long_length");
  benchmark.manual = true;
  // As of vid_vec_rep, by the same model, and a second for the labels.
  benchmark.typical_times = {{60, absl::Seconds(5)},
                             {300, absl::Seconds(19)},
                             {600, absl::Seconds(37)},
                             {1800, absl::Seconds(107)},
                             {3600, absl::Seconds(213)}};
  benchmark.make_sized_input = [=](int64_t seconds) {
    return MakeInput(absl::Seconds(seconds), /*labels=*/10, directory);
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  family->ArgName("seconds");
  for (int minutes : {1, 5, 10, 30, 60}) family->Arg(60 * minutes);
  family->Complexity();
}

void RegisterMadeUp(const std::string& directory) {
  Benchmark benchmark = For("h264_320x240");
  benchmark.make_input = [=] {
    return MakeInput(absl::Seconds(5), /*labels=*/10, directory);
  };
  Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
  RegisterLabels(directory);
  RegisterLengths(directory);
  RegisterLoading<ClassifyVideoZeroShot>("classify_video_zero_shot", Model());
}

const bool announced = AnnounceMediaBenchmarks(WithModel<ClassifyVideoZeroShot>(
    "classify_video_zero_shot", RegisterMadeUp, Model(),
    /*register_growth=*/nullptr, LoadTokenizer));

}  // namespace
}  // namespace feluda

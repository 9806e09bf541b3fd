// Embedding the key frames of videos with CLIP: the user's videos, or made-up
// ones; how the cost grows with their length and their resolution, what batches
// save, and loading the network.

#include "lib/operators/vid_vec_rep/vid_vec_rep.h"

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
#include "lib/fixture/media_benchmarks.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/media/video/video_encoder.h"
#include "lib/media/video/video_file.h"
#include "lib/operators/models/clip_model.h"

namespace feluda {
namespace {

using Benchmark = OperatorBenchmark<VidVecRep>;

BenchmarkedModel& Model() {
  static auto* const model = new BenchmarkedModel(ClipSource());
  return *model;
}

Benchmark For(absl::string_view input) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("vid_vec_rep/", input);
  benchmark.config.model_directory = Model().directory();
  return benchmark;
}

SyntheticVideoOptions Video(VideoCodec codec, int width, int height,
                            absl::Duration length) {
  SyntheticVideoOptions options;
  options.encoder.codec = codec;
  options.encoder.width = width;
  options.encoder.height = height;
  options.length = length;
  return options;
}

// Every frame of Motion JPEG is a key frame, so there are 8 of them.
SyntheticVideoOptions EightKeyFrames() {
  SyntheticVideoOptions options =
      Video(VideoCodec::kMjpeg, 320, 240, absl::Seconds(1));
  options.encoder.frames_per_second = 8;
  return options;
}

absl::StatusOr<Benchmark::Input> MakeInput(const SyntheticVideoOptions& options,
                                           const std::string& directory) {
  absl::StatusOr<VideoFile> video =
      directory.empty() ? MakeSyntheticVideo(options)
                        : KeepSyntheticVideo(options, directory);
  if (!video.ok()) return video.status();
  const EncoderOptions& encoder = options.encoder;
  Benchmark::Input input;
  input.value = *std::move(video);
  input.description =
      absl::StrCat(CodecName(encoder.codec), " video ", encoder.width, "x",
                   encoder.height, ", ", absl::FormatDuration(options.length));
  input.facts["codec"] = CodecName(encoder.codec);
  input.facts["width"] = static_cast<double>(encoder.width);
  input.facts["height"] = static_cast<double>(encoder.height);
  input.facts["seconds"] = absl::ToDoubleSeconds(options.length);
  input.size = {absl::ToDoubleMinutes(options.length), "minutes"};
  return Model().WithWeights(std::move(input));
}

class MadeUpVideos {
 public:
  explicit MadeUpVideos(const std::string& directory) : directory_(directory) {}

  void Register(Benchmark benchmark,
                const SyntheticVideoOptions& options) const {
    benchmark.make_input = [options, directory = directory_] {
      return MakeInput(options, directory);
    };
    feluda::Register(std::move(benchmark))->Unit(benchmark::kMillisecond);
  }

  // Embeds the same frames, this many at a time.
  void RegisterBatch(int batch) const {
    Benchmark benchmark = For(absl::StrCat("batch", batch));
    benchmark.config.batch = batch;
    Register(std::move(benchmark), EightKeyFrames());
  }

  void RegisterLengths(Benchmark benchmark,
                       const std::vector<absl::Duration>& lengths) const {
    benchmark.make_sized_input = [directory = directory_](int64_t seconds) {
      return MakeInput(
          Video(VideoCodec::kH264, 320, 240, absl::Seconds(seconds)),
          directory);
    };
    auto* family = feluda::Register(benchmark)->Unit(benchmark::kMillisecond);
    family->ArgName("seconds");
    for (absl::Duration length : lengths) {
      family->Arg(absl::ToInt64Seconds(length));
    }
    family->Complexity();
  }

 private:
  const std::string directory_;
};

void RegisterManual(const MadeUpVideos& videos) {
  Benchmark two_threads = For("large_batch8_2threads");
  two_threads.manual = true;
  two_threads.typical_times = {{0, absl::Seconds(2)}};
  two_threads.config.threads = 2;
  videos.Register(two_threads, EightKeyFrames());
  Benchmark large = For("large_h264_1920x1080");
  large.manual = true;
  large.typical_times = {{0, absl::Seconds(8)}};
  videos.Register(large,
                  Video(VideoCodec::kH264, 1920, 1080, absl::Seconds(5)));
  Benchmark long_length = For("long_length");
  long_length.manual = true;
  // Three seconds and a half for a minute: to embed it twice, and to make it.
  long_length.typical_times = {{60, absl::Seconds(4)},
                               {300, absl::Seconds(18)},
                               {600, absl::Seconds(36)},
                               {1800, absl::Seconds(106)},
                               {3600, absl::Seconds(212)}};
  videos.RegisterLengths(long_length,
                         {absl::Minutes(1), absl::Minutes(5), absl::Minutes(10),
                          absl::Minutes(30), absl::Minutes(60)});
}

// How the cost grows with the length of the video.
std::string RegisterGrowth(const std::string& directory) {
  const Benchmark family = For("length");
  MadeUpVideos(directory).RegisterLengths(
      family, {absl::Seconds(15), absl::Seconds(30), absl::Minutes(1)});
  return family.name;
}

void RegisterMadeUp(const std::string& directory) {
  const MadeUpVideos videos(directory);
  videos.Register(For("h264_320x240"),
                  Video(VideoCodec::kH264, 320, 240, absl::Seconds(5)));
  videos.Register(For("h264_1280x720"),
                  Video(VideoCodec::kH264, 1280, 720, absl::Seconds(5)));
  for (int batch : {1, 4, 8}) videos.RegisterBatch(batch);
  RegisterGrowth(directory);
  RegisterManual(videos);
  RegisterLoading<VidVecRep>("vid_vec_rep", Model());
}

const bool announced = AnnounceMediaBenchmarks(WithModel<VidVecRep>(
    "vid_vec_rep", RegisterMadeUp, Model(), RegisterGrowth));

}  // namespace
}  // namespace feluda

// Embedding the key frames of videos with CLIP: the user's videos, or made-up
// ones; how the cost grows with their length and their resolution, what batches
// save, and loading the network.

#include "lib/operators/vid_vec_rep/vid_vec_rep.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "bench/made_up_videos.h"
#include "bench/model_benchmark.h"
#include "lib/data/videos/synthetic_video.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/media/video/video_encoder.h"
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

// Every frame of Motion JPEG is a key frame, so there are 8 of them.
SyntheticVideoOptions EightKeyFrames() {
  SyntheticVideoOptions options =
      MadeUpVideo(VideoCodec::kMjpeg, 320, 240, absl::Seconds(1));
  options.encoder.frames_per_second = 8;
  return options;
}

using Videos = MadeUpVideos<VidVecRep>;

Videos VideosIn(const std::string& directory) {
  return Videos(directory, [](Videos::Input input) {
    return Model().WithWeights(std::move(input));
  });
}

// Embeds the same frames, this many at a time.
void RegisterBatch(const Videos& videos, int batch) {
  Benchmark benchmark = For(absl::StrCat("batch", batch));
  benchmark.config.batch = batch;
  videos.Register(std::move(benchmark), EightKeyFrames());
}

void RegisterManual(const Videos& videos) {
  Benchmark two_threads = For("large_batch8_2threads");
  two_threads.manual = true;
  two_threads.typical_times = {{0, absl::Seconds(2)}};
  two_threads.config.threads = 2;
  videos.Register(two_threads, EightKeyFrames());
  Benchmark large = For("large_h264_1920x1080");
  large.manual = true;
  large.typical_times = {{0, absl::Seconds(8)}};
  videos.Register(large,
                  MadeUpVideo(VideoCodec::kH264, 1920, 1080, absl::Seconds(5)));
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
  VideosIn(directory).RegisterLengths(
      family, {absl::Seconds(15), absl::Seconds(30), absl::Minutes(1)});
  return family.name;
}

void RegisterMadeUp(const std::string& directory) {
  const Videos videos = VideosIn(directory);
  videos.Register(For("h264_320x240"),
                  MadeUpVideo(VideoCodec::kH264, 320, 240, absl::Seconds(5)));
  videos.Register(For("h264_1280x720"),
                  MadeUpVideo(VideoCodec::kH264, 1280, 720, absl::Seconds(5)));
  for (int batch : {1, 4, 8}) RegisterBatch(videos, batch);
  RegisterGrowth(directory);
  RegisterManual(videos);
  RegisterLoading<VidVecRep>("vid_vec_rep", Model());
}

const bool announced = AnnounceMediaBenchmarks(WithModel<VidVecRep>(
    "vid_vec_rep", RegisterMadeUp, Model(), RegisterGrowth));

}  // namespace
}  // namespace feluda

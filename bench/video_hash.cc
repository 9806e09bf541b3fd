// Hashing videos: the user's, or made-up ones of several sizes and codecs; and
// how the cost grows with their length.

#include "lib/operators/video_hash/video_hash.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "bench/made_up_videos.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/fixture/on_files.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/media/video/video_encoder.h"

namespace feluda {
namespace {

using Benchmark = OperatorBenchmark<VideoHash>;

Benchmark For(const std::string& input) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("video_hash/", input);
  return benchmark;
}

// How the cost grows with the length of the video.
std::string RegisterGrowth(const std::string& directory) {
  const Benchmark family = For("length");
  MadeUpVideos<VideoHash>(directory).RegisterLengths(
      family, {absl::Seconds(15), absl::Seconds(30), absl::Minutes(1)});
  return family.name;
}

void RegisterMadeUp(const std::string& directory) {
  const MadeUpVideos<VideoHash> videos(directory);
  videos.Register(For("h264_320x240"),
                  MadeUpVideo(VideoCodec::kH264, 320, 240));
  videos.Register(For("h264_640x480"),
                  MadeUpVideo(VideoCodec::kH264, 640, 480));
  videos.Register(For("h264_1280x720"),
                  MadeUpVideo(VideoCodec::kH264, 1280, 720));
  Benchmark two_threads = For("h264_1280x720_2threads");
  two_threads.config.threads = 2;
  videos.Register(two_threads, MadeUpVideo(VideoCodec::kH264, 1280, 720));
  videos.Register(For("mpeg4_640x480"),
                  MadeUpVideo(VideoCodec::kMpeg4, 640, 480));
  videos.Register(For("mjpeg_640x480"),
                  MadeUpVideo(VideoCodec::kMjpeg, 640, 480));
  Benchmark large = For("large_h264_1920x1080");
  large.manual = true;
  large.typical_times = {{0, absl::Seconds(8)}};
  videos.Register(large, MadeUpVideo(VideoCodec::kH264, 1920, 1080));
  RegisterGrowth(directory);
  Benchmark long_length = For("long_length");
  long_length.manual = true;
  // A second and a half for a minute: a half to hash it twice, one to make it.
  long_length.typical_times = {
      {30, absl::Seconds(1)},    {60, absl::Seconds(2)},
      {300, absl::Seconds(9)},   {600, absl::Seconds(17)},
      {1800, absl::Seconds(50)}, {3600, absl::Seconds(100)}};
  videos.RegisterLengths(
      long_length, {absl::Seconds(30), absl::Minutes(1), absl::Minutes(5),
                    absl::Minutes(10), absl::Minutes(30), absl::Minutes(60)});
}

const bool announced = AnnounceMediaBenchmarks(
    OnFiles<VideoHash>("video_hash", RegisterMadeUp, RegisterGrowth));

}  // namespace
}  // namespace feluda

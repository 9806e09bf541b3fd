// Hashing videos: the user's, or made-up ones of several sizes and codecs; and
// how the cost grows with their length.

#include "lib/operators/video_hash/video_hash.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/data/videos/synthetic_video.h"
#include "lib/fixture/media_benchmarks.h"
#include "lib/fixture/on_files.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/media/video/video_encoder.h"
#include "lib/media/video/video_file.h"

namespace feluda {
namespace {

using Benchmark = OperatorBenchmark<VideoHash>;

SyntheticVideoOptions Video(VideoCodec codec, int width, int height) {
  SyntheticVideoOptions options;
  options.encoder.codec = codec;
  options.encoder.width = width;
  options.encoder.height = height;
  return options;
}

// Makes the video, as a file in `directory` or, if that is empty, in a
// temporary one.
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
  input.facts["video_frames_per_second"] =
      static_cast<double>(encoder.frames_per_second);
  input.facts["seconds"] = absl::ToDoubleSeconds(options.length);
  input.size = {absl::ToDoubleMinutes(options.length), "minutes"};
  return input;
}

Benchmark For(const std::string& input) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("video_hash/", input);
  return benchmark;
}

class MadeUpVideos {
 public:
  explicit MadeUpVideos(const std::string& directory) : directory_(directory) {}

  void Register(Benchmark benchmark,
                const SyntheticVideoOptions& options) const {
    benchmark.make_input = [options, directory = directory_] {
      return MakeInput(options, directory);
    };
    feluda::Register(benchmark)->Unit(benchmark::kMillisecond);
  }

  void RegisterLengths(Benchmark benchmark,
                       const std::vector<absl::Duration>& lengths) const {
    benchmark.make_sized_input = [directory = directory_](int64_t seconds) {
      SyntheticVideoOptions options = Video(VideoCodec::kH264, 320, 240);
      options.length = absl::Seconds(seconds);
      return MakeInput(options, directory);
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

// How the cost grows with the length of the video.
std::string RegisterGrowth(const std::string& directory) {
  const Benchmark family = For("length");
  MadeUpVideos(directory).RegisterLengths(
      family, {absl::Seconds(15), absl::Seconds(30), absl::Minutes(1)});
  return family.name;
}

void RegisterMadeUp(const std::string& directory) {
  const MadeUpVideos videos(directory);
  videos.Register(For("h264_320x240"), Video(VideoCodec::kH264, 320, 240));
  videos.Register(For("h264_640x480"), Video(VideoCodec::kH264, 640, 480));
  videos.Register(For("h264_1280x720"), Video(VideoCodec::kH264, 1280, 720));
  Benchmark two_threads = For("h264_1280x720_2threads");
  two_threads.config.threads = 2;
  videos.Register(two_threads, Video(VideoCodec::kH264, 1280, 720));
  videos.Register(For("mpeg4_640x480"), Video(VideoCodec::kMpeg4, 640, 480));
  videos.Register(For("mjpeg_640x480"), Video(VideoCodec::kMjpeg, 640, 480));
  Benchmark large = For("large_h264_1920x1080");
  large.manual = true;
  large.typical_times = {{0, absl::Seconds(8)}};
  videos.Register(large, Video(VideoCodec::kH264, 1920, 1080));
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

// Hashing videos: made-up ones of several sizes and codecs, and how the cost
// grows with their length.

#include "lib/operators/video_hash/video_hash.h"

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/data/synthetic_video.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/media/video_encoder.h"
#include "lib/media/video_file.h"

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

absl::StatusOr<Benchmark::Input> MakeInput(
    const SyntheticVideoOptions& options) {
  absl::StatusOr<VideoFile> video = MakeSyntheticVideo(options);
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

void RegisterVideo(const std::string& name,
                   const SyntheticVideoOptions& options, int threads = 1) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("video_hash/", name);
  benchmark.config.threads = threads;
  benchmark.make_input = [=] { return MakeInput(options); };
  Register(benchmark)->Unit(benchmark::kMillisecond);
}

void RegisterLength(const std::string& name, absl::Duration length) {
  SyntheticVideoOptions options = Video(VideoCodec::kH264, 320, 240);
  options.length = length;
  RegisterVideo(name, options);
}

const bool registered = [] {
  RegisterVideo("h264_320x240", Video(VideoCodec::kH264, 320, 240));
  RegisterVideo("h264_640x480", Video(VideoCodec::kH264, 640, 480));
  RegisterVideo("h264_1280x720", Video(VideoCodec::kH264, 1280, 720));
  RegisterVideo("h264_1280x720_2threads", Video(VideoCodec::kH264, 1280, 720),
                /*threads=*/2);
  RegisterVideo("mpeg4_640x480", Video(VideoCodec::kMpeg4, 640, 480));
  RegisterVideo("mjpeg_640x480", Video(VideoCodec::kMjpeg, 640, 480));
  RegisterVideo("large_h264_1920x1080", Video(VideoCodec::kH264, 1920, 1080));
  RegisterLength("length_30s", absl::Seconds(30));
  RegisterLength("length_1min", absl::Minutes(1));
  RegisterLength("long_5min", absl::Minutes(5));
  RegisterLength("long_10min", absl::Minutes(10));
  RegisterLength("long_30min", absl::Minutes(30));
  RegisterLength("long_60min", absl::Minutes(60));
  return true;
}();

}  // namespace
}  // namespace feluda
